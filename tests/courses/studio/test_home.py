"""The studio's first page: each role sees what waits for it, and nothing of others."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine as clock
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import planning
from courses.editions.models import Edition, PlannedPublication, Submission
from courses.enrolment.models import Enrolment
from cpd.outbox.models import Job
from tests.bodies import make_accreditation, make_body
from tests.factories import MATERIAL, make_course, make_user
from tests.payments.factories import make_order
from tests.reviewing import approve_draft
from tests.study import finish

WAGTAILS = ("Site summary", "Your most recent edits", "Your pages in a workflow", "Locked")


def page(client: Client) -> str:
    return client.get("/cms/").content.decode()


@pytest.fixture
def staff(roles: Any, sign_in: Any) -> dict[str, Client]:
    """Somebody of each role."""
    clients = {}
    for role in ("Author", "Reviewer", "Support", "Finance", "Admin"):
        user = make_user(f"{role.casefold()}@example.org", is_staff=True)
        user.groups.add(roles[role])
        clients[role] = sign_in(user)
    return clients


def _planned(course: Course, by: User) -> None:
    """As planning writes it, without all that makes a draft fit."""
    submission = Submission.objects.create(
        course=course, draft_hash="a" * 64, parts={}, note="Look.", submitted_by=by
    )
    PlannedPublication.objects.create(
        course=course,
        submission=submission,
        due_at=datetime(2099, 1, 1, tzinfo=UTC),
        note="News.",
        change_class=MATERIAL,
        planned_by=by,
    )


def test_each_role_has_the_panels_of_its_rights(edition: Edition, staff: dict[str, Client]) -> None:
    panels = {
        "waiting": {"Author", "Reviewer", "Support", "Finance", "Admin"},
        "courses": {"Author", "Reviewer", "Admin"},
        "endings": {"Author", "Reviewer", "Admin"},
        "weeks-completions": {"Author", "Reviewer", "Admin"},
        "desk": {"Support", "Admin"},
        "sales": {"Finance", "Admin"},
        "jobs": {"Support", "Admin"},
    }
    pages = {role: page(client) for role, client in staff.items()}

    for panel, expected in panels.items():
        assert {
            role for role, text in pages.items() if f'id="{panel}-section"' in text
        } == expected, panel
    assert not [words for words in WAGTAILS for text in pages.values() if words in text]


def test_an_author_without_courses_reads_what_to_do(staff: dict[str, Client]) -> None:
    text = page(staff["Author"])

    assert "Nothing waits for you." in text
    assert "You edit no course yet." in text
    assert "None in the last eight weeks." in text


def test_a_failed_job_is_tried_again_by_who_may(staff: dict[str, Client]) -> None:
    job = Job.objects.create(kind="mail.send", state=Job.State.PARKED, last_error="No <route>")

    text = page(staff["Support"])
    staff["Support"].post(f"/cms/jobs/{job.pk}/retry/")

    assert "1 job failed" in text
    assert "The newest: Sending a mail, written" in text
    assert "No &lt;route&gt;" in text
    assert f"/cms/jobs/{job.pk}/retry/" in text
    assert not Job.objects.parked().exists()


def test_orders_to_review_wait_for_sales_only(staff: dict[str, Client], alice: User) -> None:
    make_order(alice, needs_review=True, review_reason="Paid twice.")

    assert "Paid twice." in page(staff["Support"])
    assert "Paid twice." not in page(staff["Author"])


@clock.travel(datetime(2026, 3, 4, tzinfo=UTC), tick=False)
def test_completions_and_sales_are_told_by_week(
    enrolment: Enrolment, bob: User, sign_in: Any, staff: dict[str, Client]
) -> None:
    finish(enrolment)
    make_order(enrolment.learner)
    own, others, finance = page(sign_in(bob)), page(staff["Author"]), page(staff["Finance"])

    assert "Week of 2 March 2026" in own
    assert "Week of 2 March 2026" not in others
    assert "A$99.00" in finance
    assert "A$99.00" not in own
    for text in (own, finance):  # a chart, with its table folded behind it
        assert text.index("<svg viewBox") < text.index('<details class="desk-weeks">')


def test_the_desk_is_asked_from_the_first_page(staff: dict[str, Client], alice: User) -> None:
    text = page(staff["Support"])
    found = staff["Support"].get("/cms/support/", {"q": alice.email})

    assert '<form class="support-search" role="search" action="/cms/support/">' in text
    assert 'name="q"' in text
    assert found.headers["Location"] == f"/cms/support/learners/{alice.public_id}/"


def test_what_waits_comes_before_figures(
    edition: Edition, alice: User, staff: dict[str, Client]
) -> None:
    make_order(alice)
    text = page(staff["Admin"])

    places = [text.index(f'id="{name}-section"') for name in ("waiting", "jobs", "courses")]
    assert max(places) < min(text.index("weeks-completions-section"), text.index("sales-section"))


@clock.travel(datetime(2026, 3, 4, tzinfo=UTC), tick=False)
def test_evidence_of_two_years_ago_is_to_be_reviewed(
    edition: Edition, bob: User, sign_in: Any, staff: dict[str, Client]
) -> None:
    old = "Evidence last reviewed more than two years ago"
    Course.objects.update(evidence_reviewed_on=date(2024, 3, 1))
    own, others = page(sign_in(bob)), page(staff["Author"])
    Course.objects.update(evidence_reviewed_on=date(2024, 3, 10))

    assert old in own
    assert old not in others
    assert old not in page(sign_in(bob))


@clock.travel(datetime(2026, 11, 4, tzinfo=UTC), tick=False)
def test_an_accreditation_that_ends_leads_where_its_reader_may_go(
    edition: Edition, bob: User, sign_in: Any, staff: dict[str, Client]
) -> None:
    row = make_accreditation(edition.course, make_body("amt"))
    looked_at = reverse("wagtailsnippets_courses_accreditation:inspect", args=[row.pk])
    changed = reverse("wagtailsnippets_courses_accreditation:edit", args=[row.pk])
    author: Client = sign_in(bob)

    assert f'<a href="{looked_at}">AMT A-123</a>' in page(author)
    assert author.get(looked_at).status_code == 200
    assert f'<a href="{changed}">AMT A-123</a>' in page(staff["Admin"])


@clock.travel(datetime(2026, 3, 4, tzinfo=UTC), tick=False)
def test_a_planned_publication_is_told_to_who_may_see_the_course(
    course: Course, bob: User, dan: User, sign_in: Any, staff: dict[str, Client]
) -> None:
    approve_draft(course, author=bob, reviewer=dan)
    due_at = datetime(2026, 3, 9, 20, 30, tzinfo=UTC)
    plan = planning.plan(course, due_at=due_at, note="News.", change_class=MATERIAL, by=dan)
    own = page(sign_in(bob))
    coming = {role for role, client in staff.items() if "What is coming" in page(client)}

    assert coming == {"Reviewer", "Admin"}
    assert "What is coming" in own
    assert f'href="/cms/studio/courses/{course.pk}/publishing/"' in own
    assert "10 March 2026, 07:30 AEDT" in own  # Bob reads it where he lives
    assert "Dan Reid" in own

    planning.cancel(plan, by=dan)
    assert "What is coming" not in page(sign_in(bob))


def test_the_first_page_costs_the_same_however_much_there_is(
    edition: Edition, alice: User, staff: dict[str, Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        _planned(make_course(f"course-{number}"), alice)
        make_order(alice, needs_review=True, review_reason="Look.")
        Job.objects.create(kind="mail.send", state=Job.State.PARKED)
    page(staff["Admin"])

    for client in staff.values():
        with django_assert_max_num_queries(21):  # one for each panel, the rest the admin's frame
            page(client)
