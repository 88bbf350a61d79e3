"""Choices must fit the kind of question."""

import pytest
from django.core.exceptions import ValidationError

from courses.catalogue.models import Course
from courses.quizzes.kinds import choice_faults
from courses.quizzes.models import Question
from tests.factories import make_module, make_question, make_quiz

COUNT = "Give 2 to 8 choices."
ONE = "Mark exactly one choice as right."
SOME = "Mark at least one choice as right."
SAME = "Two choices have the same text."
ORDER = "A true or false question has the choices “True” and “False”, in this order."


@pytest.mark.parametrize(
    ("kind", "choices", "fault"),
    [
        ("single", "A+ B", ""),
        ("single", "A+ B C D E F G H", ""),
        ("single", "A B", ONE),
        ("single", "A+ B+", ONE),
        ("single", "A+", COUNT),
        ("single", "", COUNT),
        ("single", "A+ B C D E F G H I", COUNT),
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
def test_choices_must_fit_the_kind(kind: str, choices: str, fault: str) -> None:
    words = choices.split()
    texts, rights = [word.rstrip("+") for word in words], [word.endswith("+") for word in words]

    assert choice_faults(kind, texts=texts, rights=rights) == fault


def test_the_studio_refuses_choices_that_do_not_fit(course: Course) -> None:
    question = Question.objects.filter(kind="single").first()
    assert question is not None
    question.kind = "true-false"

    with pytest.raises(ValidationError, match="in this order"):
        question.clean()


def test_the_studio_takes_choices_that_fit(course: Course) -> None:
    quiz = make_quiz(make_module(course, "another"), "another-quiz")

    make_question(quiz, kind="true-false", choices=(("True", True), ("False", False))).clean()
