"""Two saves of one draft: an autosave from an old form is refused, and what a save went over is
in the history."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from tests.races import race
from tests.whole_forms import Posted, whole_form

ROUNDS = 12
AUTOSAVES = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def lesson(course: Course, bob: User) -> Lesson:
    """A lesson that has been saved before."""
    found: Lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    found.save_revision(user=bob)
    return found


@pytest.fixture
def opened(lesson: Lesson, bob: User, dan: User, sign_in: Any) -> tuple[Any, Any]:
    """Bob and Dan with their forms of the same lesson, each as it was loaded."""
    forms = []
    for editor in (bob, dan):
        client = sign_in(editor)
        forms.append((client, whole_form(client, address_of(lesson))))
    return forms[0], forms[1]


def address_of(lesson: Lesson) -> str:
    return reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])


def save(opened: tuple[Client, Posted], lesson: Lesson, title: str, **headers: Any) -> Any:
    """Save a form as it was loaded, with another title."""
    client, form = opened
    return client.post(address_of(lesson), {**form, "title": title}, **headers)


def test_an_autosave_from_an_old_form_is_refused_and_changes_nothing(
    opened: Any, lesson: Lesson
) -> None:
    bobs, dans = opened
    save(dans, lesson, "As Dan has it")

    answer = save(bobs, lesson, "As Bob has it", **AUTOSAVES)

    assert answer.status_code == 400
    assert answer.json()["success"] is False
    lesson.refresh_from_db()
    assert lesson.title == "As Dan has it"


def test_what_a_save_went_over_can_be_restored(opened: Any, lesson: Lesson) -> None:
    bobs, dans = opened
    save(dans, lesson, "As Dan has it")
    save(bobs, lesson, "As Bob has it")
    lesson.refresh_from_db()
    assert lesson.title == "As Bob has it"
    gone_over = lesson.revisions.order_by("-pk")[1]

    revert = "wagtailsnippets_lessons_lesson:revisions_revert"
    page = dans[0].get(reverse(revert, args=[lesson.pk, gone_over.pk])).content.decode()

    assert "As Dan has it" in page


def test_autosaves_of_one_form_follow_each_other(opened: Any, lesson: Lesson) -> None:
    bobs, _ = opened
    first = save(bobs, lesson, "First", **AUTOSAVES).json()
    client, form = bobs
    names = {"overwrite_revision_id": [str(first["revision_id"])]}

    second = save((client, {**form, **names}), lesson, "Second", **AUTOSAVES)

    assert second.json()["success"] is True
    lesson.refresh_from_db()
    assert lesson.title == "Second"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_autosave_under_way_never_lands_on_top_of_a_save(
    lesson: Lesson, bob: User, sign_in: Any
) -> None:
    for number in range(ROUNDS):
        opened = sign_in(bob), whole_form(sign_in(bob), address_of(lesson))
        kinds: Iterator[dict[str, str]] = iter([AUTOSAVES, {}])
        race(partial(save_as, kinds, opened, lesson, number), 2)

        lesson.refresh_from_db()
        assert lesson.title == f"Saved {number}"


def save_as(kinds: Iterator[dict[str, str]], opened: Any, lesson: Lesson, number: int) -> int:
    """Save a form in the way whose turn it is, each with a title of its own."""
    headers = next(kinds)
    title = f"Typed {number}" if headers else f"Saved {number}"
    return int(save(opened, lesson, title, **headers).status_code)
