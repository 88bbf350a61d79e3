"""The readiness page: what is told, where each line leads, and who may see it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Author, Course
from courses.lessons.models import CheckedLink, Lesson
from cpd.outbox.models import Job
from tests.factories import evidence, make_product, text

pytestmark = pytest.mark.django_db


def page(client: Client, course: Course) -> str:
    return client.get(reverse("studio:readiness", args=[course.pk])).content.decode()


def test_a_line_leads_to_the_block_that_it_is_about(
    bob: User, course: Course, sign_in: Any
) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [text("<p>It is <b>so</b>.</p>"), evidence("It is <so>", references=[])]
    lesson.save()

    shown = page(sign_in(bob), course)

    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])
    assert f'href="{address}#block-{lesson.body[1].id}-section"' in shown
    assert "“It is &lt;so&gt;” has no reference" in shown
    assert "keep the draft from being published" in shown


def test_a_line_that_only_an_admin_can_mend_leads_nowhere_for_others(
    bob: User, course: Course, roles: Any, sign_in: Any
) -> None:
    product = make_product(course, aud=4900)
    address = reverse("studio:product", args=[product.pk])

    assert address not in page(sign_in(bob), course)
    bob.groups.add(roles["Admin"])
    assert address in page(sign_in(bob), course)


def test_a_line_about_an_author_leads_whoever_keeps_the_entry(
    bob: User, course: Course, sign_in: Any
) -> None:
    Author.objects.update(biography="")
    address = reverse("wagtailsnippets_courses_author:edit", args=[course.author_id])

    assert address not in page(sign_in(bob), course)
    Author.objects.update(added_by=bob)
    assert address in page(sign_in(bob), course)


def test_the_publishing_page_links_the_same_lines(bob: User, course: Course, sign_in: Any) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [text("<p>So.</p>"), evidence("So", references=[])]
    lesson.save()

    shown = sign_in(bob).get(reverse("review:publishing", args=[course.pk])).content.decode()

    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])
    assert f'<li><a href="{address}#block-{lesson.body[1].id}-section">In the lesson' in shown


def test_links_are_asked_when_somebody_wants_it(bob: User, course: Course, sign_in: Any) -> None:
    client = sign_in(bob)
    address = reverse("studio:check_links", args=[course.pk])

    assert client.get(address).status_code == 405
    response = client.post(address, follow=True)

    assert "The links are being asked" in response.content.decode()
    assert "1 link, 1 not checked yet" in response.content.decode()
    assert CheckedLink.objects.count() == 1
    assert Job.objects.filter(kind="lessons.check_links").count() == 1


def test_links_that_did_not_answer_are_not_in_order(
    bob: User, course: Course, sign_in: Any
) -> None:
    client = sign_in(bob)
    client.post(reverse("studio:check_links", args=[course.pk]))
    now = timezone.now()
    CheckedLink.objects.update(state="silent", checked_at=now, failing_since=now)
    silent = page(client, course)
    CheckedLink.objects.update(state="fine", failing_since=None)
    fine = page(client, course)

    assert "1 did not answer: they are asked again." in silent
    assert "not known yet" in silent
    assert "not known yet" not in fine


def test_another_authors_course_is_not_there(
    bob: User, course: Course, sign_in: Any, roles: Any
) -> None:
    course.editors.remove(bob)
    client = sign_in(bob)

    assert client.get(reverse("studio:readiness", args=[course.pk])).status_code == 404
    assert client.post(reverse("studio:check_links", args=[course.pk])).status_code == 404


def test_looking_writes_nothing(bob: User, course: Course, sign_in: Any) -> None:
    page(sign_in(bob), course)

    assert not CheckedLink.objects.exists()
