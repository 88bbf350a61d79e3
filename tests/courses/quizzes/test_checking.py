"""A question must be one that can be answered and marked."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from courses.catalogue.models import Course
from courses.quizzes.checking import content_faults
from courses.quizzes.models import Question
from tests.courses.quizzes.contents import ANSWERS, accepted, choices, content, number, texts
from tests.factories import make_module, make_question, make_quiz

COUNT = "Give 2 to 26 choices."
ONE = "Mark exactly one choice as right."
SOME = "Mark at least one choice as right."
SAME = "Two choices have the same text."
ORDER = "A true or false question has the choices “True” and “False”, in this order."
MANY = " ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("kind", "words", "fault"),
    [
        ("single", "A+ B", ""),
        ("single", f"a+ {MANY[2:]}", ""),
        ("single", "A B", ONE),
        ("single", "A+ B+", ONE),
        ("single", "A+", COUNT),
        ("single", "", COUNT),
        ("single", f"a+ {MANY}", COUNT),
        ("single", "A+ A", SAME),
        ("multiple", "A+ B", ""),
        ("multiple", "A+ B+ C+", ""),
        ("multiple", "A B", SOME),
        ("true-false", "True+ False", ""),
        ("true-false", "True False+", ""),
        ("true-false", "False+ True", ORDER),
        ("true-false", "Yes+ No", ORDER),
        ("true-false", "True+ False Maybe", ORDER),
        ("true-false", "True False", ONE),
        ("true-false", "True+ False+", ONE),
    ],
)
def test_choices_must_fit_the_kind(kind: str, words: str, fault: str) -> None:
    faults = content_faults(content(kind, choices=choices(*words.split())))

    assert faults.get("choices", "") == fault


@pytest.mark.parametrize(
    ("kind", "weights", "fault"),
    [
        ("single", [None, "50"], ""),
        ("single", ["100", "-50"], ""),
        ("single", ["50", None], "earns all the points"),
        ("single", [None, "100"], "Only the right choice"),
        ("multiple", ["60", "-60"], ""),
        ("multiple", ["0", None], "above 0"),
        ("multiple", ["-10", None], "above 0"),
        ("multiple", [None, "20"], "0 or less"),
    ],
)
def test_weights_must_fit_the_ticks(kind: str, weights: list[str | None], fault: str) -> None:
    weighted = [
        {**choice, **({"weight": weight} if weight else {})}
        for choice, weight in zip(choices("A+", "B"), weights, strict=True)
    ]

    assert fault in content_faults(content(kind, choices=weighted)).get("choices", "")
    assert bool(fault) == bool(content_faults(content(kind, choices=weighted)))


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_can_be_sound_and_needs_words(kind: str) -> None:
    assert content_faults(content(kind)) == {}
    assert content_faults(content(kind, stem="")) == {"stem": "Write the question."}


@pytest.mark.parametrize(
    ("kind", "values", "field", "fault"),
    [
        ("matching", {"lefts": texts("A")}, "pairs", "2 to 26 pairs"),
        ("matching", {"lefts": texts("A", "A")}, "pairs", "same left side"),
        ("matching", {"lefts": texts("A", "")}, "pairs", "some words"),
        ("matching", {"rights": texts("A", "")}, "pairs", "some words"),
        ("matching", {"rights": texts("A")}, "pairs", "two different right sides"),
        ("matching", {"rights": texts(*"abcdefghijklmnopqrstuvwxyz_")}, "pairs", "26 right sides"),
        ("ordering", {"items": texts("A")}, "items", "2 to 26 items"),
        ("ordering", {"items": texts("A", "A")}, "items", "same text"),
        ("ordering", {"items": texts("A", "")}, "items", "some words"),
        ("numeric", {"answers": []}, "numbers", "at least one number"),
        ("numeric", {"answers": [number(None)]}, "numbers", "at least one number"),
        ("numeric", {"answers": [number("1", weight="50")]}, "numbers", "at least one number"),
        ("numeric", {"answers": [number("1", "-1")]}, "numbers", "0 or more"),
        ("numeric", {"answers": [number("1"), number(None), number(None)]}, "numbers", "Only one"),
        ("text", {"answers": []}, "texts", "at least one text"),
        ("text", {"answers": [accepted("a", weight="50")]}, "texts", "at least one text"),
        ("text", {"answers": [accepted(str(n)) for n in range(61)]}, "texts", "60 accepted"),
    ],
)
def test_what_cannot_be_marked_is_named_at_its_field(
    kind: str, values: dict[str, Any], field: str, fault: str
) -> None:
    faults = content_faults(content(kind, **values))

    assert list(faults) == [field]
    assert fault in faults[field]


def test_the_studio_refuses_choices_that_do_not_fit(course: Course) -> None:
    question = Question.objects.filter(kind="single").first()
    assert question is not None
    question.kind = "true-false"

    with pytest.raises(ValidationError, match="in this order"):
        question.clean()


def test_the_studio_takes_choices_that_fit(course: Course) -> None:
    quiz = make_quiz(make_module(course, "another"), "another-quiz")

    make_question(quiz, kind="true-false", choices=(("True", True), ("False", False))).clean()
