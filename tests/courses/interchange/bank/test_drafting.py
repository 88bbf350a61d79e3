"""What a bank makes of a question from a file, and what it says of the rest."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Drawn

from courses.interchange.bank.candidates import candidates
from courses.interchange.bank.leaving import read_of
from courses.interchange.bank.taking import take_in
from courses.interchange.questions.form import (
    FULL,
    Choice,
    Image,
    Kind,
    NumberAnswer,
    ReadQuestion,
    TextAnswer,
)
from courses.interchange.questions.images import name_of
from courses.quizzes.compiling import compile_question, compile_quiz
from courses.quizzes.models import BankTag, Question
from cpd.media.models import CourseImage
from tests.courses.interchange.bank.banking import bank
from tests.factories import make_course, make_module, make_quiz, make_reference

pytestmark = pytest.mark.django_db
HALF = Decimal(50)
SINGLE = ReadQuestion(
    Kind.SINGLE, "Which way?", choices=(Choice("Up", FULL, "Yes."), Choice("Down"))
)


def drawn(format: str = "PNG", size: tuple[int, int] = (4, 3)) -> Image:  # noqa: A002
    file = BytesIO()
    Drawn.new("RGB", size, "red").save(file, format)
    return Image(name_of(file.getvalue()), file.getvalue(), "A hip")


def pictured(image: Image) -> ReadQuestion:
    return replace(SINGLE, stem=f'See <img src="{image.name}" alt="A hip">', images=(image,))


def said(read: ReadQuestion) -> tuple[str, tuple[str, ...]]:
    """Return fault and notes."""
    (found,) = candidates([read], bank=None)
    return found.fault, found.draft.notes


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_goes_into_the_library_once(format: str) -> None:  # noqa: A002
    read = pictured(drawn(format))

    one, two = take_in([read, replace(read, title="b")], bank=None, source="hip.xml")

    row = CourseImage.objects.get()
    assert (row.credit, row.title, row.width) == ("from hip.xml", "A hip", 4)
    assert f'id="{row.pk}" alt="A hip"' in one.stem == two.stem
    assert "<img" in compile_question(one)["stem_html"]
    assert read_of(one).stem.startswith("See <img src=")


def test_a_broken_picture_leaves_its_words() -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(20)
    read = pictured(Image(name_of(content), content, "A hip"))

    assert "cannot be shown" in said(read)[1][0]
    assert bank(read).stem == "<p>See [A hip]</p>"
    assert not CourseImage.objects.exists()


def test_a_picture_of_too_many_points_is_left_out() -> None:
    read = pictured(drawn(size=(7_000, 6_000)))

    assert "too large" in said(read)[1][0]


def test_a_picture_that_is_gone_leaves_its_words() -> None:
    question = bank(pictured(drawn()))
    default_storage.delete(CourseImage.objects.get().file.name)

    read = read_of(question)

    assert (read.stem, read.images) == ("See [A hip]", ())
    assert "is not in the file" in read.notes[0]


def test_references_are_found_by_their_doi_and_others_stand_in_the_explanation() -> None:
    known = make_reference()
    read = replace(
        SINGLE, explanation="So.", references=(known.doi.upper(), "10.1000/x", known.key)
    )

    question = bank(read)

    assert [block.value for block in question.references] == [known, known]
    assert question.explanation == (
        '<p>So.</p><p>Reference: <a href="https://doi.org/10.1000/x">10.1000/x</a></p>'
    )


def test_category_and_difficulty_become_tags_without_doubling() -> None:
    BankTag.objects.create(name="hand")
    read = replace(
        SINGLE, tags=("Hand", "nerves"), category=("Anatomy", "Hand"), difficulty="tricky"
    )

    question = bank(read)

    assert set(question.tags.names()) == {"hand", "nerves", "Anatomy", "tricky"}
    assert question.difficulty == ""
    assert "Anatomy/Hand" in " ".join(said(read)[1])


@pytest.mark.parametrize(
    ("read", "rule"),
    [
        (ReadQuestion(Kind.ORDERING, "Q", items=("a", "b")), "adjacent"),
        (ReadQuestion(Kind.ORDERING, "Q", items=("a", "b"), is_all_or_nothing=True),
         "all-or-nothing"),
        (ReadQuestion(Kind.MULTIPLE, "Q", choices=(Choice("a", HALF), Choice("b", HALF))),
         "per-choice"),
        (ReadQuestion(Kind.MULTIPLE, "Q", choices=(Choice("a", FULL), Choice("b")),
                      is_all_or_nothing=True), "all-or-nothing"),
    ],
)  # fmt: skip
def test_the_rule_of_marking_comes_along(read: ReadQuestion, rule: str) -> None:
    assert bank(read).rule == rule


def test_a_usual_weight_is_left_empty() -> None:
    third = Decimal("33.33333")
    read = ReadQuestion(
        Kind.MULTIPLE,
        "Q",
        choices=(*(Choice(c, third) for c in "abc"), Choice("d", Decimal(-20)), Choice("e")),
    )

    weights = [block.value["weight"] for block in bank(read).choices]

    assert weights == [None, None, None, Decimal(-20), None]
    assert "right less wrong" in said(read)[1][0]


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (replace(SINGLE, choices=(Choice("Up", FULL), Choice("<em>Up</em>"))), "same text"),
        (ReadQuestion(Kind.TEXT, "Q", texts=(TextAnswer("a" * 401),)), "400 characters"),
        (ReadQuestion(Kind.NUMERIC, "Q", numbers=(NumberAnswer(FULL),), unit="u" * 41), "Unit:"),
        (replace(SINGLE, points=Decimal("0.001")), "Points:"),
        (ReadQuestion(Kind.VIGNETTE, "A case.", parts=(
            replace(SINGLE, choices=(Choice("Up", FULL), Choice("<em>Up</em>"))),)),
         "Question 1: Two choices"),
    ],
)  # fmt: skip
def test_what_the_studio_would_refuse_is_a_fault(read: ReadQuestion, reason: str) -> None:
    assert reason in said(read)[0]


def test_a_case_keeps_its_questions_in_order() -> None:
    parts = (SINGLE, ReadQuestion(Kind.NUMERIC, "How many?", numbers=(NumberAnswer(FULL),)))
    question = bank(ReadQuestion(Kind.VIGNETTE, "A case. [[1]]", title="Case", parts=parts))

    assert [part.key for part in question.parts.all()] == ["case-1", "case-2"]
    assert [part["kind"] for part in compile_question(question)["questions"]] == [
        "single",
        "numeric",
    ]


def test_keys_come_from_titles_and_are_used_once() -> None:
    titles = ("Nerfs crâniens!", "Nerfs craniens", "漢字", "")

    saved = take_in(
        [replace(SINGLE, title=title, stem="漢字") for title in titles], bank=None, source="x"
    )

    assert [one.key for one in saved] == [
        "nerfs-craniens", "nerfs-craniens-2", "question", "question-2",
    ]  # fmt: skip


def test_a_twin_is_known_by_what_it_asks() -> None:
    question = bank(SINGLE)
    again = replace(
        SINGLE,
        title="Other",
        stem="  Which <strong>WAY</strong>?",
        choices=(Choice("Down", FULL), Choice("Up")),
    )

    first, second, third = candidates([again, again, replace(SINGLE, stem="Where?")], bank=None)

    assert (first.twin, first.same_as) == (question.pk, "")
    assert second.twin == question.pk
    assert (third.twin, third.same_as) == (None, "")
    assert candidates([again], bank=make_course())[0].twin is None


def test_a_quiz_asks_what_was_taken_last() -> None:
    quiz = make_quiz(make_module(make_course()))

    take_in([SINGLE, replace(SINGLE, stem="Where?")], bank=quiz.course, source="x", quiz=quiz,
            tags=["new"])  # fmt: skip

    quiz.refresh_from_db()
    assert len(compile_quiz(quiz)["slots"]) == 2
    assert quiz.latest_revision is not None
    assert {tag for one in Question.objects.all() for tag in one.tags.names()} == {"new"}
    assert not Question.objects.filter(latest_revision=None).exists()
