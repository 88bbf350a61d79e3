"""Previews of questions: as the learner is asked, or with all that the author knows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.quizzes.models import Question, Quiz
from tests.courses.studio.question_forms import draw, paragraphs, posted, posted_quiz

SHOWN: dict[str, tuple[str, str]] = {
    "single": ("Phrenic", "is-right"),
    "multiple": ('type="checkbox"', "all-or-nothing"),
    "true-false": ("True", "is-right"),
    "matching": ("<select", "Belongs to none"),
    "ordering": ("Touch", "ordered"),
    "numeric": ("mmHg", "12 to 13"),
    "text": ("<input", "Capitals count."),
    "vignette": ("A case with 0 questions", "Points: 1"),
}


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def preview(author: Client, question: Question, form: dict[str, Any], mode: str) -> str:
    address = reverse("wagtailsnippets_quizzes_question:preview_on_edit", args=[question.pk])
    assert author.post(address, form).json()["is_valid"]
    return author.get(address, {"mode": mode}).content.decode()


@pytest.mark.parametrize("kind", SHOWN)
def test_a_draft_of_each_kind_is_shown_both_ways(author: Client, course: Course, kind: str) -> None:
    add = reverse("wagtailsnippets_quizzes_question:add")
    form = {**posted(kind, course=course.pk), "explanation": paragraphs("SECRET, because.")}
    author.post(add, form)
    question = Question.objects.order_by("-pk")[0]
    asked, answered = SHOWN[kind]

    as_asked = preview(author, question, form, "asked")
    assert asked in as_asked
    assert "SECRET" not in as_asked

    with_key = preview(author, question, form, "answered")
    assert "SECRET, because." in with_key
    assert answered in with_key if kind != "multiple" else "per-choice" in with_key


def test_a_preview_shows_what_is_not_saved_yet(author: Client, course: Course) -> None:
    question = course.questions.get(key="question-1")
    form = {**posted("single", course=course.pk), "stem": paragraphs("Not saved yet?")}

    assert "Not saved yet?" in preview(author, question, form, "asked")
    question.refresh_from_db()
    assert question.stem_words == "Question 1?"


def test_a_quiz_previews_all_it_may_ask(author: Client, course: Course) -> None:
    quiz = Quiz.objects.get()
    address = reverse("wagtailsnippets_quizzes_quiz:preview_on_edit", args=[quiz.pk])

    author.post(address, posted_quiz(quiz, draw(2)))
    page = author.get(address, {"mode": "answered"}).content.decode()

    assert "A draw of 2 from 3" in page
    assert all(f"Question {number}?" in page for number in (1, 2, 3))
    assert "SECRET" in page
