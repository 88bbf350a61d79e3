"""What the outline of a course costs: the same queries, however long the course is."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Term
from courses.quizzes.models import Question
from cpd.media.models import Drawing
from tests.factories import (
    DRAWING,
    evidence,
    make_document,
    make_image,
    make_lesson,
    make_module,
    make_question,
    make_quiz,
    make_reference,
    text,
)

CLAIM = "About 80% of the fibres report upwards"


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def rich_body() -> list[dict[str, Any]]:
    """Return blocks of every kind that chooses something: sources, terms, pictures and files."""
    source = make_reference("other-2020").pk
    term, _ = Term.objects.get_or_create(key="vagus", defaults={"name": "Vagus", "meaning": "It."})
    drawing, _ = Drawing.objects.get_or_create(key="n", defaults={"title": "N", "svg": DRAWING})
    choice = {"text": "Upwards", "is_right": True, "feedback": "Yes.", "references": [source]}
    figure = {"title": "T", "alt": "A nerve", "caption": "", "credit": "Us"}
    video = {
        "file": make_document("a.mp4").pk,
        "captions": make_document("a.vtt").pk,
        "title": "V",
        "transcript": "<p>Words.</p>",
    }
    return [
        text(f"<p>{CLAIM}.</p>"),
        evidence(CLAIM),
        {"type": "check", "value": {"question": "Where?", "choices": [choice, choice]}},
        {"type": "figure", "value": {**figure, "image": make_image().pk, "drawing": None}},
        {"type": "figure", "value": {**figure, "image": None, "drawing": drawing.pk}},
        {"type": "video", "value": video},
        {"type": "file", "value": {"file": make_document().pk, "title": "F"}},
        {"type": "glossary", "value": {"title": "Words", "terms": [term.pk]}},
    ]


def grow(course: Course, *, by: int) -> None:
    """Add modules, each with a lesson, and a quiz that asks a question and a case, and draws."""
    start = course.modules.count()
    draw = {"count": 1, "tag": "", "difficulty": "", "prefers_unseen": True}
    for number in range(start, start + by):
        module = make_module(course, f"module-{number}", position=number)
        make_lesson(module, f"rich-{number}", body=rich_body())
        quiz = make_quiz(module, f"quiz-{number}")
        cited = [{"type": "reference", "value": make_reference().pk}]
        asked = make_question(quiz, references=cited)
        case = make_question(quiz, kind="vignette")
        choices = list(asked.choices.raw_data)
        Question.objects.create(
            course=course, vignette=case, key=f"part-{number}", stem="<p>?</p>", choices=choices
        )
        quiz.entries.append(("draw", draw))
        quiz.save()


def queries(author: Client, address: str) -> int:
    """Count the queries of a page that was seen before, so that its pictures are cut."""
    author.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as looked:
        author.get(address)
    return len(looked)


def test_the_outline_costs_the_same_for_4_lessons_and_for_24(
    author: Client, course: Course
) -> None:
    address = reverse("studio:contents", args=[course.pk])
    grow(course, by=2)
    short = queries(author, address)

    grow(course, by=20)

    assert queries(author, address) == short
