"""Blocks that are begun: an autosave keeps them, nobody reads them, and publishing waits for
them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.drafting import duplicate_item
from courses.editions.readiness import readiness_of
from courses.lessons.compiling import compile_lesson
from courses.lessons.models import Lesson
from tests.whole_forms import Posted, whole_form

AUTOSAVE = {"accept": "application/json"}
ITEM = {"0-deleted": "", "0-order": "0", "0-type": "item", "0-id": ""}
BEGUN = {
    "evidence": {"claim": "", "grade": "", "design": "", "limits": "", "references-count": "0"},
    "callout": {"kind": "", "title": "Half", "body": "null"},
    "figure": dict.fromkeys(("drawing", "image", "title", "alt", "caption", "credit"), ""),
    "table": {"caption": "Half", "header-count": "0", "rows-count": "0"},
    "check": {"question": "Half?", "choices-count": "0"},
    "video": {"file": "", "captions": "", "title": "", "transcript": "null"},
    "file": {"file": "", "title": ""},
    "glossary": {"title": "", "terms-count": "0"},
    "reflection": {"prompt": "", "help": ""},
    "accordion": {"count": "1", **ITEM, "0-value-title": "", "0-value-body": "null"},
    "key_points": {"count": "1", **ITEM, "0-value": ""},
}


@pytest.fixture
def lesson(course: Course, bob: User) -> Lesson:
    """A lesson that has been saved before."""
    found: Lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    found.save_revision(user=bob)
    return found


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    client: Client = sign_in(bob)
    return client


def address_of(lesson: Lesson) -> str:
    return reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])


def with_block(form: Posted, kind: str, fields: dict[str, str]) -> dict[str, Any]:
    """Return a form with one more block at its end."""
    at = int(form["body-count"][0])
    start = f"body-{at}"
    block = {f"{start}-value-{name}": value for name, value in fields.items()}
    place = {f"{start}-deleted": "", f"{start}-order": str(at), f"{start}-type": kind}
    return {**form, **place, f"{start}-id": f"begun-{kind}", **block, "body-count": str(at + 1)}


@pytest.mark.parametrize("kind", BEGUN)
def test_an_autosave_keeps_what_is_begun_and_nobody_reads_it(
    author: Client, lesson: Lesson, kind: str
) -> None:
    before = compile_lesson(lesson)
    form = with_block(whole_form(author, address_of(lesson)), kind, BEGUN[kind])

    answer = author.post(address_of(lesson), form, headers=AUTOSAVE)

    assert answer.status_code == 200, answer.content
    assert answer.json()["success"] is True
    lesson = Lesson.objects.get(pk=lesson.pk)
    assert lesson.body[-1].block_type == kind
    assert list(lesson.unfinished) == [f"begun-{kind}"]
    assert compile_lesson(lesson) == before
    for page in ("studio:contents", "review:read", "studio:readiness"):
        assert author.get(reverse(page, args=[lesson.course.pk])).status_code == 200
    assert author.get(address_of(lesson)).status_code == 200


def test_readiness_says_what_is_lacking_and_leads_to_the_block(
    author: Client, lesson: Lesson
) -> None:
    form = with_block(whole_form(author, address_of(lesson)), "evidence", BEGUN["evidence"])
    author.post(address_of(lesson), form, headers=AUTOSAVE)

    checks = {check.key: check for check in readiness_of(compile_course(lesson.course))}

    found = checks["unfinished"].findings[0]
    assert found.is_blocking
    assert found.place.block == "begun-evidence"
    assert found.words.endswith(
        "a block is not finished. Evidence note: fill in claim, grade and design."
    )


def test_saving_by_hand_asks_for_the_rest_and_loses_nothing(author: Client, lesson: Lesson) -> None:
    form = with_block(whole_form(author, address_of(lesson)), "callout", BEGUN["callout"])
    author.post(address_of(lesson), form, headers=AUTOSAVE)

    refused = author.post(address_of(lesson), form)
    kept = Lesson.objects.get(pk=lesson.pk)

    assert "This field is required" in refused.content.decode()
    assert kept.unfinished
    assert kept.body[-1].value["title"] == "Half"


def test_a_finished_block_is_read_again(author: Client, lesson: Lesson) -> None:
    form = with_block(whole_form(author, address_of(lesson)), "reflection", BEGUN["reflection"])
    author.post(address_of(lesson), form, headers=AUTOSAVE)
    again = whole_form(author, address_of(lesson))
    field = next(name for name in again if name.endswith("-value-prompt"))

    author.post(address_of(lesson), {**again, field: "What would you do?"})

    lesson = Lesson.objects.get(pk=lesson.pk)
    assert lesson.unfinished == {}
    assert compile_lesson(lesson)["blocks"][-1]["prompt"] == "What would you do?"


def test_a_copy_of_a_lesson_knows_what_is_not_finished(author: Client, lesson: Lesson) -> None:
    form = with_block(whole_form(author, address_of(lesson)), "file", BEGUN["file"])
    author.post(address_of(lesson), form, headers=AUTOSAVE)

    copy = duplicate_item(Lesson.objects.get(pk=lesson.pk))

    assert list(copy.unfinished) == ["begun-file"]
    assert len(compile_lesson(copy)["blocks"]) == len(copy.body) - 1


def test_no_package_is_made_of_half_a_block(author: Client, lesson: Lesson) -> None:
    form = with_block(whole_form(author, address_of(lesson)), "file", BEGUN["file"])
    author.post(address_of(lesson), form, headers=AUTOSAVE)

    page = author.get(reverse("studio:export", args=[lesson.course.pk]), follow=True)

    assert "No package can be made" in page.content.decode()
    assert "“File: fill in file and title” in “" in page.content.decode()


def test_a_preview_leaves_out_what_is_not_finished(author: Client, lesson: Lesson) -> None:
    address = reverse("wagtailsnippets_lessons_lesson:preview_on_edit", args=[lesson.pk])
    form = with_block(whole_form(author, address_of(lesson)), "figure", BEGUN["figure"])

    told = author.post(address, form)
    page = author.get(address)

    assert told.json() == {"is_valid": True, "is_available": True}
    assert page.status_code == 200
