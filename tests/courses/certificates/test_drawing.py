"""The PDF prints the facts, the same every time, and a name exactly as it was kept."""

import re
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from accounts.names import clean_name
from courses.certificates.drawing import cover_for_print, draw_pdf, qr_code
from tests.printing import printed
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


AMT = {
    "slug": "amt",
    "name": "Association of Massage Therapists",
    "abbreviation": "AMT",
    "words": "1 CPE point, accreditation AMT-123, valid 1 January 2026 to 31 December 2026",
    "accreditation": {"number": "AMT-123"},
}
CREDENTIAL = b'{"type": ["VerifiableCredential"]}'
BOX = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">')
LAYOUTS = ("full", "page")


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
        "minutes_by_kind": {"reading": 37, "activity": 0, "video": 0, "assessment": 13},
        "outcomes": ["Describe it.", "Say what is not known."],
        "bodies": [AMT],
        "statement": "It is not a qualification.",
        "verify_base": "https://example.org/verify/",
        **values,
    }


def draw(name: str = "Alice Nguyễn", *, layout: str = "full", **values: Any) -> bytes:
    words = {key: values.pop(key) for key in ("memberships", "credential") if key in values}
    is_sample = values.pop("is_sample", False)
    return draw_pdf(
        facts(**values),
        name=name,
        serial="7QK4-M2WD-93HT",
        token="tok-en",
        layout=layout,
        is_sample=is_sample,
        **words,
    )


def words(pdf: bytes) -> str:
    return unicodedata.normalize("NFC", " ".join(pages_of(pdf)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_equal_facts_give_equal_bytes(layout: str) -> None:
    once, again = (draw(layout=layout, credential=CREDENTIAL) for _ in range(2))

    assert once == again


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_certificate_carries_its_credential(layout: str) -> None:
    reader = PdfReader(BytesIO(draw(layout=layout, credential=CREDENTIAL)))

    assert reader.attachments == {"credential.json": [CREDENTIAL]}


def test_a_certificate_without_a_credential_carries_nothing() -> None:
    assert PdfReader(BytesIO(draw())).attachments == {}


def test_a_name_in_another_form_of_unicode_is_the_same_name() -> None:
    name = "Nguyễn Thị Ánh"

    assert draw(unicodedata.normalize("NFD", name)) == draw(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    "other", [{"name": "Bob"}, {"title": "Other"}, {"duration": "51 minutes"}, {"bodies": []}]
)
def test_other_facts_give_other_bytes(other: dict[str, Any]) -> None:
    assert draw(**other) != draw()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_fact_is_printed(layout: str) -> None:
    text = words(draw(layout=layout, memberships={"amt": "12345", "other": "777"}))

    for fact in (
        "Alice Nguyễn", "The vagus nerve", "Edition 1", "started 1 February 2026", "9 March 2026",
        "50 minutes", "Reading.", "Online, self-paced", "quiz passed at 80 % or more", "Bob Hale",
        "Describe it.", "Say what is not known.", "7QK4-M2WD-93HT", "example.org/verify/",
        "Example Ltd, ABN 00 (example)", "It is not a qualification.", "Supports a claim as",
        "Association of Massage Therapists (AMT)", "accreditation AMT-123", "12345",
    ):  # fmt: skip
        assert fact in text
    assert "777" not in text


def test_the_full_record_gives_the_minutes_of_each_kind() -> None:
    text = words(draw())

    assert "Reading37Assessment13In all50" in text
    assert "Video" not in text


def test_facts_from_before_bodies_and_minutes_by_kind_are_drawn() -> None:
    older = facts()
    del older["bodies"], older["minutes_by_kind"]

    for layout in LAYOUTS:
        pdf = draw_pdf(older, name="Alice", serial="7QK4-M2WD-93HT", token="t", layout=layout)

        assert "50 minutes of learning" in words(pdf)


def test_a_word_that_cannot_be_printed_does_not_stop_the_certificate() -> None:
    assert "Health ? wellness" in words(draw(title="Health \U00012000 wellness"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sample_says_so(layout: str) -> None:
    mark = "Sample, not a record of anybody’s learning"

    drawn = [words(draw(layout=layout, is_sample=flag)) for flag in (False, True)]

    assert [mark in text for text in drawn] == [False, True]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_unassessed_course_is_not_said_to_be_passed(layout: str) -> None:
    assert "completed and passed" in words(draw(layout=layout))
    assert "completed and passed" not in words(draw(layout=layout, assessed="No"))


MUCH: dict[str, Any] = {
    "title": ("A long title of a course " * 7)[:150],
    "author": "Bob Hale, remedial massage therapist " * 7,
    "basis": "Read aloud. " * 25,
    "outcomes": ["An outcome in many words, " * 12] * 10,
    "bodies": [
        AMT | {"slug": f"body-{number}", "name": "An association of many words " * 3}
        for number in range(8)
    ],
}


@pytest.mark.parametrize(
    "name", ["Pablo Diego José " * 11, "李小龍" * 66, "محمد بن عبد الله " * 11]
)
def test_a_certificate_to_hang_up_is_one_page_whatever_it_says(name: str) -> None:
    pages = pages_of(draw(name, layout="page", **MUCH))

    assert len(pages) == 1
    assert pages[0].count("An association of many words") == 24
    assert "10, listed in the full record" in pages[0]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "name", ["W" * 200, "W" * 45 + " Smith", "م" * 200, "अनुष्का" * 28, "김" * 200]
)
def test_no_word_leaves_the_page(name: str, layout: str, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(draw(name, layout=layout, **{**MUCH, "title": "W" * 150}))

    run = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)  # noqa: S603, S607 Debian's

    boxes = BOX.findall(run.stdout.decode())
    wide, high = (842, 596) if layout == "page" else (596, 842)  # points
    outside = [box for box in boxes if float(box[0]) < 36 or float(box[2]) > wide - 36]
    assert len(boxes) > 200
    assert outside == []
    assert [box for box in boxes if float(box[1]) < 7 or float(box[3]) > high - 7] == []


def test_a_usual_full_record_is_one_page() -> None:
    pages = pages_of(draw("محمد بن عبد الله", bodies=[AMT] * 2, outcomes=["An outcome."] * 6))

    assert ["Page 1 of 1" in page for page in pages] == [True]


def test_a_long_full_record_flows_over_pages_that_name_it() -> None:
    pages = pages_of(draw("Pablo Diego José " * 11, **MUCH))

    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 2" in page
        assert "Certificate 7QK4-M2WD-93HT" in page
        assert "Pablo Diego" in page
    assert sum(page.count("An outcome in many words") for page in pages) == 120


@pytest.mark.parametrize("name", [*EDGE, *TYPED])
def test_a_name_is_printed_as_it_was_kept(name: str) -> None:
    kept = clean_name(name)

    assert printed([kept]) == [kept]


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
