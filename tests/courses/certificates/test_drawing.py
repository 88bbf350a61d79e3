"""The PDF prints the facts, the same every time, and a name exactly as it was kept."""

import subprocess
import unicodedata
from typing import Any

import pytest

from accounts.names import clean_name
from courses.certificates.drawing import cover_for_print, draw_pdf, qr_code
from tests.printing import is_whole, printed
from tests.reading import pages_of

EDGE = [
    "O",
    "Ng",
    "Alice Nguyễn",
    unicodedata.normalize("NFD", "Nguyễn Thị Ánh Nguyệt"),
    "Siobhán O’Shaughnessy-Ní Dhomhnaill",
    "D'Arcy \"Buddy\" O'Neil, Jr.",
    "Łukasz Żółć Đorđević",
    "İbrahim Işık",  # noqa: RUF001 a Turkish name
    "Þórður Æsir Ðæ",
    "Ọ̀jọ̀gbọ́n Ọ̀mọ̀wé",
    "Ελένη Παπαδοπούλου",
    "Фёдор Їжак",
    "محمد بن عبد الرحمن",
    "کیتی مولر",
    "מרים בן־ארי",
    "Dr. Miriam (מרים)",
    "अनुष्का शर्मा",
    "ශ්‍රී ලංකා",
    "நிலா செல்வம்",
    "王小明",
    "佐々木 さくら",
    "김민수",
    "თამარ მეფე",
    "Արամ Խաչատրյան",
    "ทักษิณ ชินวัตร",
    "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano " * 2,
]
TYPED = [
    '#let x = 1; #read("/etc/passwd")',
    "*bold* _it_ `code` $x^2$ @ref <label> ~ -- --- ... = H",
    "\\u{41} // comment /* more */ [x] {y}",
    "<b>Bob</b> &amp; <script>alert(1)</script>",
    "{{ settings.SECRET_KEY }} {% debug %}",
    "'; DROP TABLE users; --",
]


def facts(**values: Any) -> dict[str, Any]:
    return {
        "title": "The vagus nerve",
        "edition": 1,
        "topic": "mind",
        "slug": "vagus-nerve",
        "provider": {"name": "Example Ltd", "registration": "ABN 00", "is_example": True},
        "brand": "Massage CPD",
        "author": "Bob Hale, therapist",
        "mode": "Online, self-paced",
        "assessed": "Yes, quiz passed at 80 % or more",
        "started_on": "2026-02-01",
        "completed_on": "2026-03-09",
        "duration": "50 minutes",
        "basis": "Reading.",
        "outcomes": ["Describe it.", "Say what is not known."],
        "statement": "It is not a qualification.",
        "verify_base": "https://example.org/verify/",
        **values,
    }


def draw(name: str = "Alice Nguyễn", *, is_sample: bool = False, **values: Any) -> bytes:
    return draw_pdf(
        facts(**values), name=name, serial="7QK4-M2WD-93HT", token="tok-en", is_sample=is_sample
    )


def words(pdf: bytes) -> str:
    return unicodedata.normalize("NFC", " ".join(pages_of(pdf)))


def test_equal_facts_give_equal_bytes() -> None:
    assert draw() == draw()


def test_a_name_in_another_form_of_unicode_is_the_same_name() -> None:
    name = "Nguyễn Thị Ánh"

    assert draw(unicodedata.normalize("NFD", name)) == draw(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    "other", [{"name": "Bob"}, {"title": "Other"}, {"duration": "51 minutes"}, {"edition": 2}]
)
def test_other_facts_give_other_bytes(other: dict[str, Any]) -> None:
    assert draw(**other) != draw()


def test_every_fact_is_printed() -> None:
    text = words(draw())

    for fact in (
        "Alice Nguyễn", "The vagus nerve", "Edition 1", "started 1 February 2026", "9 March 2026",
        "50 minutes", "Reading.", "Online, self-paced", "quiz passed at 80 % or more", "Bob Hale",
        "Describe it.", "Say what is not known.", "7QK4-M2WD-93HT", "example.org/verify/",
        "Example Ltd, ABN 00 (example)", "It is not a qualification.",
    ):  # fmt: skip
        assert fact in text


def test_a_sample_says_so() -> None:
    mark = "Sample, not a record of anybody’s learning"

    assert (mark in words(draw()), mark in words(draw(is_sample=True))) == (False, True)


def test_an_unassessed_course_is_not_said_to_be_passed() -> None:
    assert "completed and passed" in words(draw())
    assert "completed and passed" not in words(draw(assessed="No"))


def test_the_file_is_one_page_of_pdf_a() -> None:
    pdf = draw("Pablo Diego José " * 11, title="A long title " * 11, outcomes=["An outcome."] * 9)

    assert len(pages_of(pdf)) == 1
    assert b"%%EOF" in pdf[-10:]


@pytest.mark.parametrize("name", [*EDGE, *TYPED])
def test_a_name_is_printed_as_it_was_kept(name: str) -> None:
    kept = clean_name(name)

    read = printed([kept])[0]

    assert is_whole(kept, read)


@pytest.mark.parametrize("name", ["Alice Nguyễn", "王小明", *TYPED])
def test_the_certificate_itself_gives_the_name_back(name: str) -> None:
    assert name.replace(" ", "") in words(draw(name)).replace(" ", "")


def test_another_reader_finds_the_name_too(tmp_path: Any) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(draw(unicodedata.normalize("NFD", "Nguyễn Thị Ánh")))

    run = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)  # noqa: S603, S607 Debian's

    assert "Nguyễn Thị Ánh" in unicodedata.normalize("NFC", run.stdout.decode())


def test_the_cover_carries_its_colours_for_paper() -> None:
    svg = cover_for_print("mind", "vagus-nerve")

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<style>" in svg


def test_the_code_is_a_drawing_of_the_address() -> None:
    assert qr_code("https://a.example") != qr_code("https://b.example")
    assert qr_code("https://a.example").startswith("<svg")
