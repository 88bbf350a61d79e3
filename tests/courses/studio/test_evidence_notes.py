"""An evidence note's references in the studio: a row that was left empty says nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from courses.quizzes.models import Question
from tests.courses.studio.question_forms import choice, posted
from tests.factories import make_reference

Posted = dict[str, Any]
EMPTY = ("", "")


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def note(*references: str) -> tuple[str, Posted]:
    """Return a note of good practice with a row for each reference; an empty one was left so."""
    value = {
        "claim": "Ask before you touch",
        "grade": "practice",
        "design": "practice",
        "references": streamfield([("", reference) for reference in references]),
        "limits": "",
    }
    return ("evidence", value)


def save(author: Client, lesson: Lesson, *blocks: tuple[str, Any]) -> Any:
    form = {
        "title": lesson.title,
        "summary": lesson.summary,
        "content_note": "",
        "body": streamfield(list(blocks)),
        "reading_minutes": "20",
        "activity_minutes": "0",
        "video_minutes": "0",
        "key": lesson.key,
    }
    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])
    return author.post(address, nested_form_data(form))


def test_a_note_is_saved_without_the_reference_it_begins_with(
    author: Client, course: Course
) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")

    assert save(author, lesson, note("")).status_code == 302

    lesson.refresh_from_db()
    assert list(lesson.body[0].value["references"]) == []


def test_what_was_chosen_beside_an_empty_row_stays(author: Client, course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    first, second = make_reference("one-2020"), make_reference("two-2020")

    save(author, lesson, note(str(first.pk), "", str(second.pk)))

    lesson.refresh_from_db()
    assert list(lesson.body[0].value["references"]) == [first, second]


def test_a_choice_of_a_knowledge_check_drops_its_empty_row(author: Client, course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    told = {"text": "Yes", "feedback": "So.", "references": streamfield([EMPTY])}
    choices = streamfield([("", {**told, "is_right": "on"}), ("", told)])

    answer = save(author, lesson, ("check", {"question": "May you?", "choices": choices}))

    assert answer.status_code == 302


def test_a_choice_of_a_question_drops_its_empty_row(author: Client, course: Course) -> None:
    question = course.questions.get(key="question-1")
    choices = [choice("Vagus", is_right=True), choice("Ulnar")]
    for _, value in choices:
        value["references"] = streamfield([EMPTY])
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    form = posted("single", course=course.pk, choices=streamfield(choices))

    assert author.post(address, form).status_code == 302

    question = Question.objects.get(pk=question.pk)
    assert [list(block.value["references"]) for block in question.choices] == [[], []]
