"""Drafts in the studio: making, saving, retiring."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Author, Course, Topic
from courses.editions.models import Edition
from courses.lessons.models import Lesson
from tests.factories import make_course, make_product, publish_course


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def fields() -> dict[str, Any]:
    writer, _ = Author.objects.get_or_create(key="bob", defaults={"name": "Bob", "role": "RMT"})
    return {
        "title": "Necks",
        "slug": "necks",
        "summary": "About necks.",
        "topic": Topic.objects.get(key="back").pk,
        "level": "core",
        "outcomes": "Describe a neck in words.",
        "minutes_basis": "Read aloud.",
        "author": writer.pk,
        "survey-count": "0",
    }


def test_an_author_who_makes_a_course_may_go_on_saving_it(author: Client, bob: User) -> None:
    author.post(reverse("wagtailsnippets_courses_course:add"), fields())
    course = Course.objects.get(slug="necks")
    address = reverse("wagtailsnippets_courses_course:edit", args=[course.pk])

    for title in ("Necks, again", "Necks, for good"):
        assert author.post(address, {**fields(), "title": title}).status_code == 302

    assert list(course.editors.all()) == [bob]
    assert Course.objects.get(slug="necks").title == "Necks, for good"


def test_an_author_cannot_change_what_the_front_page_shows_first(
    author: Client, edition: Edition
) -> None:
    Course.objects.filter(pk=edition.course_id).update(is_flagship=True)
    address = reverse("wagtailsnippets_courses_course:edit", args=[edition.course_id])

    author.post(address, {**fields(), "slug": "vagus-nerve"})

    assert Course.objects.get(pk=edition.course_id).is_flagship


def test_saving_a_course_opens_its_outline_until_there_is_one(author: Client) -> None:
    made = author.post(reverse("wagtailsnippets_courses_course:add"), fields())
    course = Course.objects.get(slug="necks")
    form = reverse("wagtailsnippets_courses_course:edit", args=[course.pk])
    outline = reverse("studio:contents", args=[course.pk])

    assert made["Location"] == outline
    assert author.post(form, fields())["Location"] == outline
    author.post(reverse("studio:add_part", args=[course.pk]), {"kind": "module", "title": "One"})
    assert author.post(form, fields())["Location"] == form


@pytest.mark.parametrize(
    "model", ["courses_course", "lessons_lesson", "quizzes_quiz", "quizzes_question"]
)
def test_the_form_of_something_new_has_a_place_for_comments(author: Client, model: str) -> None:
    page = author.get(reverse(f"wagtailsnippets_{model}:add"), {"kind": "single"}).content.decode()

    assert 'data-side-panel="review-comments"' in page
    assert "No open comments here." in page


def publishing(course: Course) -> str:
    return reverse("review:publishing", args=[course.pk])


def test_a_published_address_stays(author: Client, edition: Edition) -> None:
    address = reverse("wagtailsnippets_courses_course:edit", args=[edition.course_id])

    page = author.post(address, {**fields(), "slug": "elsewhere"}).content.decode()

    assert "This is published as “vagus-nerve” and stays so." in page
    assert Course.objects.get(pk=edition.course_id).slug == "vagus-nerve"


def test_retiring_twice_and_bringing_back_twice_do_what_they_say(
    dan: User, course: Course, sign_in: Any
) -> None:
    client, address = sign_in(dan), reverse("studio:retire", args=[course.pk])

    for wanted, is_retired in (("out", True), ("out", True), ("back", False), ("back", False)):
        client.post(address, {"wanted": wanted})
        course.refresh_from_db()
        assert bool(course.retired_at) is is_retired


def test_its_editors_put_away_what_was_never_published(author: Client, course: Course) -> None:
    address = reverse("studio:retire", args=[course.pk])
    listed = reverse("wagtailsnippets_courses_course:list")

    assert "Put the course away" in author.get(publishing(course)).content.decode()
    page = author.post(address, {"wanted": "out"}, follow=True).content.decode()

    assert "The course is put away." in page
    assert "it was never published" in page
    edit = reverse("wagtailsnippets_courses_course:edit", args=[course.pk])
    assert edit not in author.get(listed).content.decode()
    assert edit in author.get(listed, {"q": "vagus"}).content.decode()
    assert edit in author.get(listed, {"is_retired": "true"}).content.decode()
    page = author.post(address, {"wanted": "back"}, follow=True).content.decode()
    assert "among your courses again" in page
    assert edit in author.get(listed).content.decode()


def test_an_author_does_not_retire_what_was_published(author: Client, edition: Edition) -> None:
    author.post(reverse("studio:retire", args=[edition.course_id]), {"wanted": "out"})

    edition.course.refresh_from_db()
    assert edition.course.retired_at is None
    assert "Retire the course" not in author.get(publishing(edition.course)).content.decode()


@pytest.mark.parametrize(("aud", "is_sold"), [(4900, True), (0, False)])
def test_bringing_back_says_whether_it_is_on_sale(
    dan: User, edition: Edition, sign_in: Any, aud: int, is_sold: bool
) -> None:
    if aud:
        make_product(edition.course, aud=aud)
    client, address = sign_in(dan), reverse("studio:retire", args=[edition.course_id])
    client.post(address, {"wanted": "out"})

    page = client.post(address, {"wanted": "back"}, follow=True).content.decode()

    assert "in the catalogue again" in page
    assert ("It is not on sale" in page) is not is_sold


def test_a_part_left_out_twice_stays_out(author: Client, course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    address = reverse("studio:retire_part", args=["lesson", lesson.pk])

    author.post(address, {"wanted": "out"})
    author.post(address, {"wanted": "out"})

    lesson.refresh_from_db()
    assert lesson.retired_at is not None


@pytest.mark.parametrize("model", ["course", "module"])
def test_nothing_is_deleted_not_even_by_who_may_do_everything(
    model: str, edition: Edition, sign_in: Any
) -> None:
    boss = sign_in(User.objects.create_superuser("boss@example.org"))
    row = edition.course if model == "course" else edition.course.modules.all()[0]

    boss.post(reverse(f"wagtailsnippets_courses_{model}:delete", args=[row.pk]))
    boss.post(f"/cms/bulk/courses/{model}/delete/?id={row.pk}")

    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_first_page_lists_an_authors_own_courses_only(
    author: Client, course: Course, dan: User, sign_in: Any
) -> None:
    make_course("elsewhere", title="Another author’s course")

    own, every = author.get("/cms/").content.decode(), sign_in(dan).get("/cms/").content.decode()

    assert "The vagus nerve" in own
    assert "Another author’s course" not in own
    assert "Another author’s course" in every


def test_a_title_makes_the_address_until_the_course_is_published(
    bob: User, course: Course, sign_in: Any
) -> None:
    client = sign_in(bob)
    address = reverse("wagtailsnippets_courses_course:edit", args=[course.pk])

    assert 'data-w-sync-target-value="#id_slug"' in client.get(address).content.decode()
    publish_course(course)
    assert 'data-w-sync-target-value="#id_slug"' not in client.get(address).content.decode()
