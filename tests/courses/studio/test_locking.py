"""Locking a draft: it keeps other editors out, with words; its locker and an admin let them in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from tests.courses.studio.packages.parcels import download, take
from tests.factories import make_user
from tests.reviewing import make_admin
from tests.whole_forms import whole_form

KINDS = ["courses_course", "lessons_lesson", "quizzes_quiz", "quizzes_question"]


@pytest.fixture
def drafts(course: Course) -> dict[str, Any]:
    """One of each kind that can be locked."""
    return {
        "courses_course": course,
        "lessons_lesson": Lesson.objects.get(module__course=course, key="lesson-1"),
        "quizzes_quiz": course.modules.get(key="the-quiz").quizzes.get(),
        "quizzes_question": course.questions.get(key="question-1"),
    }


@pytest.fixture
def lesson(drafts: dict[str, Any]) -> Lesson:
    """A lesson of Bob's."""
    found: Lesson = drafts["lessons_lesson"]
    return found


@pytest.fixture
def second_author(course: Course, roles: Any) -> User:
    """Ann, who edits the same course."""
    ann = make_user("ann@example.org", is_staff=True)
    ann.groups.add(roles["Author"])
    course.editors.add(ann)
    return ann


def page(verb: str, draft: Any, kind: str = "lessons_lesson") -> str:
    return reverse(f"wagtailsnippets_{kind}:{verb}", args=[draft.pk])


def holder(draft: Any) -> User | None:
    """Who has locked a draft."""
    draft.refresh_from_db()
    found: User | None = draft.locked_by if draft.locked else None
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_may_change_a_draft_locks_it_and_lets_others_in_again(
    kind: str, drafts: dict[str, Any], bob: User, dan: User, roles: Any, sign_in: Any
) -> None:
    draft = drafts[kind]
    for user in (bob, dan, make_admin(roles)):
        client = sign_in(user)
        assert page("lock", draft, kind) in client.get(page("edit", draft, kind)).content.decode()

        client.post(page("lock", draft, kind))
        assert holder(draft) == user

        client.post(page("unlock", draft, kind))
        assert holder(draft) is None


@pytest.mark.parametrize("who", ["second_author", "dan"])
def test_what_is_locked_is_refused_to_another_editor_with_words(
    who: str, lesson: Lesson, bob: User, request: pytest.FixtureRequest, sign_in: Any
) -> None:
    other: Client = sign_in(request.getfixturevalue(who))
    form = {**whole_form(other, page("edit", lesson)), "title": "Mine now"}
    sign_in(bob).post(page("lock", lesson))

    shown = other.get(page("edit", lesson)).content.decode()
    refused = other.post(page("edit", lesson), form).content.decode()

    lesson.refresh_from_db()
    assert "was locked</b> by <b>Bob Hale" in shown
    assert "could not be saved as it is locked" in refused
    assert lesson.title == "Lesson 1"


def test_who_locked_it_goes_on_writing(lesson: Lesson, bob: User, sign_in: Any) -> None:
    author = sign_in(bob)
    author.post(page("lock", lesson))
    form = {**whole_form(author, page("edit", lesson)), "title": "Reworked"}

    answer = author.post(page("edit", lesson), form)

    assert answer.status_code == 302
    assert holder(lesson) == bob
    assert lesson.title == "Reworked"


def test_an_admin_lets_others_in_where_the_locker_is_away(
    lesson: Lesson, bob: User, second_author: User, roles: Any, sign_in: Any
) -> None:
    sign_in(bob).post(page("lock", lesson))

    sign_in(make_admin(roles)).post(page("unlock", lesson))

    other = sign_in(second_author)
    form = {**whole_form(other, page("edit", lesson)), "title": "Mine now"}
    assert other.post(page("edit", lesson), form).status_code == 302
    lesson.refresh_from_db()
    assert lesson.title == "Mine now"


@pytest.mark.parametrize("kind", KINDS)
def test_another_authors_draft_is_neither_locked_nor_unlocked(
    kind: str, drafts: dict[str, Any], bob: User, roles: Any, sign_in: Any
) -> None:
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    draft, stranger = drafts[kind], sign_in(eve)

    assert stranger.post(page("lock", draft, kind)).status_code == 404
    assert holder(draft) is None

    sign_in(bob).post(page("lock", draft, kind))
    assert stranger.post(page("unlock", draft, kind)).status_code == 404
    assert holder(draft) == bob


@pytest.mark.parametrize("role", ["Support", "Finance"])
def test_who_writes_no_drafts_locks_none(
    role: str, lesson: Lesson, roles: Any, sign_in: Any
) -> None:
    user = make_user("jo@example.org", is_staff=True)
    user.groups.add(roles[role])

    sign_in(user).post(page("lock", lesson))

    assert holder(lesson) is None


def test_what_is_locked_is_neither_renamed_nor_left_out_by_another(
    lesson: Lesson, bob: User, second_author: User, sign_in: Any
) -> None:
    sign_in(bob).post(page("lock", lesson))
    other, place = sign_in(second_author), ["lesson", lesson.pk]

    renamed = other.post(reverse("studio:rename", args=place), {"title": "Mine"}, follow=True)
    other.post(reverse("studio:retire_part", args=place), {"wanted": "out"})

    assert "is locked by Bob Hale" in renamed.content.decode()
    lesson.refresh_from_db()
    assert (lesson.title, lesson.retired_at) == ("Lesson 1", None)
    sign_in(bob).post(reverse("studio:rename", args=place), {"title": "Still Bob’s"})
    lesson.refresh_from_db()
    assert lesson.title == "Still Bob’s"


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("studio:shift", {"direction": "down"}),
        ("studio:place", {"index": "1"}),
        ("studio:place", {"module": "other"}),
    ],
)
def test_what_is_locked_is_not_moved_by_another(
    name: str, sent: dict[str, Any], lesson: Lesson, bob: User, dan: User, sign_in: Any
) -> None:
    other = lesson.course.modules.exclude(pk=lesson.module_id).first()
    assert other is not None
    module = other if sent.get("module") else lesson.module
    sent, address = {**sent, "module": module.pk}, reverse(name, args=["lesson", lesson.pk])
    sign_in(bob).post(page("lock", lesson))
    before = outline(lesson.course)

    told = sign_in(dan).post(address, sent, follow=True).content.decode()

    assert "is locked by Bob Hale" in told
    assert outline(lesson.course) == before
    sign_in(bob).post(address, sent)
    assert outline(lesson.course) != before


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_replaces_no_draft_of_which_another_has_locked_something(
    kind: str, drafts: dict[str, Any], course: Course, bob: User, second_author: User, sign_in: Any
) -> None:
    other, draft = sign_in(second_author), drafts[kind]
    files = download(other, course)
    sign_in(bob).post(page("lock", draft, kind))
    Course.objects.filter(pk=course.pk).update(title="Being reworked")

    told = take(other, files, way="replace").content.decode()

    course.refresh_from_db()
    draft.refresh_from_db()
    assert course.title == "Being reworked"
    assert f"“{escape(str(draft))}” by Bob Hale" in told
    assert "is a new course" in take(other, files, slug="beside-it").content.decode()
    take(sign_in(bob), files, way="replace")
    course.refresh_from_db()
    assert course.title == "The vagus nerve"


def outline(course: Course) -> list[Any]:
    """Return where the lessons of a course stand."""
    lessons = Lesson.objects.filter(module__course=course)
    return list(lessons.order_by("pk").values_list("pk", "module", "position"))
