"""The shared bank through packages: an author neither changes it nor adds to it."""

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Author, Course
from courses.quizzes.models import Question, Quiz
from tests.courses.studio.packages.parcels import take
from tests.factories import ask
from tests.packages import CHOICES, COURSE, QUIZ, Files, dump, package

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _author_of_packages(db: None) -> None:
    Author.objects.create(key="eve", name="Eve Lind", role="Therapist")


@pytest.fixture
def common(course: Course) -> Question:
    """A question of the shared bank that another course asks."""
    question = Question.objects.create(
        key="common", kind="text", stem="<p>Common?</p>", texts=[answer("yes")]
    )
    question.refresh_from_db()
    ask(Quiz.objects.get(module__course=course), question)
    return question


@pytest.fixture
def reviewer(dan: User, sign_in: Any) -> Client:
    """Dan's browser."""
    client: Client = sign_in(dan)
    return client


def answer(words: str) -> dict[str, Any]:
    return {"type": "text", "value": {"text": words, "weight": None, "feedback": ""}}


def single(key: str, stem: str = "Mine?") -> dict[str, Any]:
    return {"key": key, "kind": "single", "stem": stem, "choices": deepcopy(CHOICES)}


def shared(key: str, stem: str = "Mine?") -> dict[str, Any]:
    return {**single(key, stem), "bank": "shared"}


def shared_case(key: str, *parts: str) -> dict[str, Any]:
    questions = [single(part) for part in parts]
    return {
        "key": key, "kind": "vignette", "stem": "A case.", "bank": "shared", "questions": questions
    }  # fmt: skip


def asking(*questions: dict[str, Any]) -> Files:
    quiz = dump({**QUIZ, "questions": list(questions)})
    return package(course_yaml=dump({**COURSE, "format": 2}), quizzes__final_yaml=quiz)


def rows(**wanted: Any) -> list[Any]:
    return list(Question.objects.filter(**wanted).order_by("pk").values())


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_a_part_of_a_case_never_takes_the_row_of_a_shared_question(
    who: str, common: Question, request: pytest.FixtureRequest
) -> None:
    before = rows(pk=common.pk)

    take(request.getfixturevalue(who), asking(shared_case("case", "common")))

    assert Course.objects.filter(slug="small-course").exists()
    assert rows(pk=common.pk) == before


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_a_question_never_takes_the_row_of_a_part_of_a_shared_case(
    who: str, common: Question, request: pytest.FixtureRequest
) -> None:
    case = Question.objects.create(key="case", kind="vignette", stem="<p>Case.</p>")
    Question.objects.filter(pk=common.pk).update(vignette=case)
    before = rows(course=None)

    take(request.getfixturevalue(who), asking(shared("common")))

    assert rows(course=None) == before
    assert [one["key"] for one in rows(course__slug="small-course")] == ["common"]


def test_what_an_author_adds_to_the_shared_bank_is_their_courses_own(
    author: Client, common: Question
) -> None:
    files = asking(shared("new", "New?"), shared_case("case", "common", "new"), single("own"))

    page = take(author, files).content.decode()

    assert [one["key"] for one in rows(course=None)] == ["common"]
    assert [one["key"] for one in rows(course__slug="small-course")] == [
        "own", "new", "case", "common", "new-2",
    ]  # fmt: skip
    assert "Only reviewers add to the shared bank" in page
    assert "<li>“New?”</li><li>“A case.”</li></ul>" in page


def test_taken_in_again_they_are_the_same_rows(author: Client, common: Question) -> None:
    files = asking(shared("new", "New?"), shared_case("case", "common"), single("new"))
    take(author, files)
    before = list(Question.objects.values_list("pk", "key", "vignette", "retired_at"))

    take(author, files, way="replace")

    assert list(Question.objects.values_list("pk", "key", "vignette", "retired_at")) == before


def test_a_shared_question_that_is_there_is_asked_as_it_is(
    author: Client, common: Question
) -> None:
    page = take(author, asking(shared("common"))).content.decode()

    assert "question “Common?”" in page
    assert "Only reviewers" not in page
    quiz = Quiz.objects.get(module__course__slug="small-course")
    assert [entry.value for entry in quiz.entries] == [common]


def test_a_reviewer_adds_to_the_shared_bank(reviewer: Client, common: Question) -> None:
    page = take(reviewer, asking(shared("new"), shared_case("case", "part"))).content.decode()

    assert [one["key"] for one in rows(course=None)] == ["common", "new", "case", "part"]
    assert "Only reviewers" not in page
