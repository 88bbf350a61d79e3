"""Links are asked from time to time; what is gone, or silent for days, is told to authors."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions import linking as courses_linking
from courses.lessons.compiling import compile_lesson
from courses.lessons.linking import check_due_links, check_links, links_in, note_links
from courses.lessons.models import CheckedLink, Lesson
from cpd.outbox.models import Job
from cpd.outbox.working import work_all
from tests.factories import text
from tests.hosts import other_host

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ask_inside(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = True
    settings.CHECKS_LINKS = True


def state_of(url: str) -> tuple[str, int | None, bool]:
    link = CheckedLink.objects.get(url=url)
    return link.state, link.status, link.is_broken


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, ("fine", 200, False)),
        (403, ("fine", 403, False)),
        (429, ("fine", 429, False)),
        (404, ("dead", 404, True)),
        (410, ("dead", 410, True)),
        (503, ("silent", 503, False)),
    ],
)
def test_what_is_answered_says_how_a_link_stands(
    status: int, expected: tuple[str, int, bool]
) -> None:
    with other_host() as host:
        url = host.answer("/page", status)
        note_links([url])
        check_links([url])

    assert state_of(url) == expected


def test_a_host_that_knows_no_head_is_asked_again() -> None:
    with other_host() as host:
        url = host.answer("/page", 200, no_head="yes")
        note_links([url])
        check_links([url])

        assert host.asked == ["HEAD /page", "GET /page"]
    assert state_of(url)[0] == "fine"


def test_a_silent_host_is_told_of_after_three_days() -> None:
    url = "http://nobody.invalid/"
    note_links([url])
    with time_machine.travel(NOW, tick=False):
        check_links([url])
        assert state_of(url) == ("silent", None, False)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        check_links([url])
        assert state_of(url) == ("silent", None, True)


def test_a_link_that_answers_again_is_fine() -> None:
    with other_host() as host:
        url = f"{host.address}/page"
        note_links([url])
        check_links([url])
        assert state_of(url)[0] == "dead"
        host.answer("/page", 200)
        check_links([url])

    assert state_of(url) == ("fine", 200, False)


def test_each_is_asked_once_a_week_and_forgotten_ones_never() -> None:
    with other_host() as host, time_machine.travel(NOW, tick=False) as clock:
        note_links([host.answer("/a", 200), host.answer("/b", 200)])
        CheckedLink.objects.filter(url__endswith="/b").update(
            wanted_at=timezone.now() - timedelta(days=61)
        )
        check_due_links()
        check_due_links()
        assert host.asked == ["HEAD /a"]
        clock.shift(timedelta(days=7, minutes=1))
        check_due_links()

        assert host.asked == ["HEAD /a"] * 2


def test_a_site_that_is_not_told_to_asks_nobody(settings: Any) -> None:
    settings.CHECKS_LINKS = False
    with other_host() as host:
        note_links([host.answer("/a", 200)])
        check_due_links()

        assert host.asked == []


def test_links_are_found_in_texts_asides_folds_and_sources(course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    fold = {"title": "F", "body": '<p><a href="https://example.org/c?x=1&amp;y=2">c</a></p>'}
    lesson.body = [
        text('<p><a href="https://example.org/a">a</a> <a href="mailto:x@example.org">m</a></p>'),
        {"type": "accordion", "value": [fold]},
    ]

    assert links_in(compile_lesson(lesson)) == {
        "https://example.org/a",
        "https://example.org/c?x=1&y=2",
    }
    other = Lesson.objects.get(module__course=course, key="lesson-2")
    assert links_in(compile_lesson(other)) == {"https://doi.org/10.3389/fnins.2018.00049"}


def test_a_whole_course_is_noted_and_asked_by_jobs(course: Course) -> None:
    with other_host() as host:
        lesson = Lesson.objects.get(module__course=course, key="lesson-1")
        lesson.body = [text(f'<p><a href="{host.answer("/a", 404)}">a</a></p>')]
        lesson.save()
        Lesson.objects.filter(key="lesson-2").update(body=[])

        assert courses_linking.check_now(course) == 1
        work_all()

        assert state_of(f"{host.address}/a") == ("dead", 404, True)


def test_a_draft_is_asked_once_in_ten_minutes(course: Course) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for minutes in (0, 4, 8):
            clock.move_to(NOW + timedelta(minutes=minutes))
            courses_linking.check_now(course)
        assert Job.objects.filter(kind="lessons.check_links").count() == 1
        clock.move_to(NOW + timedelta(minutes=12))
        courses_linking.check_now(course)

    assert Job.objects.filter(kind="lessons.check_links").count() == 2


def test_a_link_that_leads_astray_stops_no_other() -> None:
    with other_host() as host:
        astray = host.answer("/astray", 302, Location="http://[::1")
        fine = host.answer("/fine", 200)
        note_links([astray, fine, "https://日本.invalid/"])

        check_due_links()

    assert state_of(astray)[0] == "silent"
    assert state_of("https://日本.invalid/")[0] == "silent"
    assert state_of(fine)[0] == "fine"


def test_a_port_of_its_own_is_no_death(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = False
    note_links(["http://1.1.1.1:8443/"])

    check_due_links()

    assert state_of("http://1.1.1.1:8443/") == ("unasked", None, True)


def test_published_courses_are_looked_through_by_themselves(course: Course) -> None:
    courses_linking.collect_links()
    work_all()

    assert CheckedLink.objects.get().url == "https://doi.org/10.3389/fnins.2018.00049"
