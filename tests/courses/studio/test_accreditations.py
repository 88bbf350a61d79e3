"""Accreditations in the studio: entered by admins, with a private letter; endings are told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import ProfessionalBody, User
from courses.catalogue.models import Accreditation, Course
from courses.studio.ending import warn_of_endings
from cpd.outbox.models import Mail
from tests.bodies import make_accreditation, make_body
from tests.factories import make_full_course, make_user

NAMES = "wagtailsnippets_courses_accreditation"
PDF = b"%PDF-1.7 approved"


@pytest.fixture
def kim(roles: Any) -> User:
    """An admin."""
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Admin"])
    return user


@pytest.fixture
def admin(kim: User, sign_in: Any) -> Client:
    """Kim at the desk."""
    client: Client = sign_in(kim)
    return client


@pytest.fixture
def amt(db: None) -> ProfessionalBody:
    """A body."""
    return make_body("amt")


def fields(course: Course, body: ProfessionalBody, **values: Any) -> dict[str, Any]:
    return {
        "course": course.pk,
        "body": body.pk,
        "number": "AMT-1",
        "amount": "2.5",
        "unit": "CPE points",
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        **values,
    }


def on(day: date) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, 3, tzinfo=UTC), tick=False)


def test_an_admin_enters_one_with_its_letter_and_reads_it_again(
    admin: Client, course: Course, amt: ProfessionalBody
) -> None:
    letter = SimpleUploadedFile("letter.pdf", PDF)
    response = admin.post(reverse(f"{NAMES}:add"), fields(course, amt, evidence=letter))
    row = Accreditation.objects.get()

    page = admin.get(reverse(f"{NAMES}:list")).content.decode()
    read = admin.get(reverse("studio:evidence", args=[row.pk]))

    assert response.status_code == 302
    assert reverse("studio:evidence", args=[row.pk]) in page
    assert b"".join(read.streaming_content) == PDF  # type: ignore[attr-defined]
    assert read.headers["Content-Type"] == "application/pdf"


def test_one_that_overlaps_is_refused_with_the_other_named(
    admin: Client, course: Course, amt: ProfessionalBody
) -> None:
    make_accreditation(course, amt, "OLD-1")

    page = admin.post(reverse(f"{NAMES}:add"), fields(course, amt)).content.decode()

    assert "AMT OLD-1 covers this course and edition 1 January 2026 to 31 December 2026" in page
    assert Accreditation.objects.count() == 1


def test_an_author_looks_at_their_own_courses_only_and_changes_nothing(
    bob: User, course: Course, amt: ProfessionalBody, sign_in: Any
) -> None:
    mine = make_accreditation(course, amt, "MINE-1")
    others = make_accreditation(make_full_course("other", title="Other"), amt, "THEIRS-1")
    for row in (mine, others):
        row.evidence.save("letter.pdf", ContentFile(PDF))
    author = sign_in(bob)

    page = author.get(reverse(f"{NAMES}:list")).content.decode()
    read = author.get(reverse("studio:evidence", args=[mine.pk]))

    assert "MINE-1" in page
    assert "THEIRS-1" not in page
    assert b"".join(read.streaming_content) == PDF
    assert author.get(reverse("studio:evidence", args=[others.pk])).status_code == 404
    assert author.get(reverse(f"{NAMES}:edit", args=[mine.pk])).status_code == 302
    assert author.get(reverse(f"{NAMES}:add")).status_code == 302


def test_a_letter_is_open_to_nobody_else(
    course: Course, amt: ProfessionalBody, alice: User, sign_in: Any
) -> None:
    row = make_accreditation(course, amt)
    row.evidence.save("letter.png", ContentFile(b"\x89PNG\r\n\x1a\n"))
    address = reverse("studio:evidence", args=[row.pk])

    assert Client().get(f"/media/{row.evidence.name}").status_code == 404
    assert Client().get(address).status_code == 302
    assert sign_in(alice).get(address).status_code == 302


def test_nobody_deletes_one(admin: Client, course: Course, amt: ProfessionalBody) -> None:
    row = make_accreditation(course, amt)

    admin.post(reverse(f"{NAMES}:delete", args=[row.pk]))

    assert Accreditation.objects.exists()


@pytest.mark.parametrize(
    ("state", "numbers"),
    [
        ("current", {"SOON", "OPEN"}),
        ("soon", {"SOON"}),
        ("past", {"PAST"}),
        ("later", {"LATER"}),
    ],
)
@on(date(2026, 11, 26))
def test_the_list_is_filtered_by_state(
    admin: Client, course: Course, amt: ProfessionalBody, state: str, numbers: set[str]
) -> None:
    for slug, first, last in (
        ("SOON", date(2026, 1, 1), date(2026, 12, 31)),
        ("OPEN", date(2026, 1, 1), None),
        ("PAST", date(2025, 1, 1), date(2025, 12, 31)),
        ("LATER", date(2027, 1, 1), None),
    ):
        make_accreditation(course, amt, slug, valid_from=first, valid_until=last)

    response = admin.get(reverse(f"{NAMES}:list"), {"state": state})

    assert {row.number for row in response.context["object_list"]} == numbers


def warned() -> list[str]:
    return sorted(str(mail.cause) for mail in Mail.objects.all())


def test_admins_are_told_once_at_sixty_and_once_at_fourteen_days(
    kim: User, dan: User, course: Course, amt: ProfessionalBody
) -> None:
    row = make_accreditation(course, amt)
    told = []
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 17)):
        with on(day):
            warn_of_endings()
            warn_of_endings()
        told.append(len(warned()))

    assert told == [0, 1, 1, 2]
    assert warned() == [
        f"accreditation-ending:{row.pk}:2026-12-31:{stage}:{kim.email}" for stage in (14, 60)
    ]
    mail = Mail.objects.first()
    assert mail is not None
    assert mail.subject == "Accreditation A-123 by AMT ends on 31 December 2026"
    assert reverse(f"{NAMES}:edit", args=[row.pk]) in mail.text


@on(date(2026, 12, 17))
def test_nobody_is_told_where_the_next_one_is_entered_or_the_course_retired(
    kim: User, course: Course, amt: ProfessionalBody
) -> None:
    make_accreditation(course, amt)
    make_accreditation(course, amt, "NEXT", valid_from=date(2027, 1, 1), valid_until=None)
    retired = make_full_course("old", retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_accreditation(retired, amt)

    warn_of_endings()

    assert warned() == []


@on(date(2026, 11, 1))
def test_the_first_page_lists_what_runs_out_within_ninety_days(
    admin: Client, dan: User, course: Course, amt: ProfessionalBody, roles: Any, sign_in: Any
) -> None:
    make_accreditation(course, amt, "SOON-1")
    make_accreditation(course, make_body("b"), "LONG-1", valid_until=date(2027, 6, 1))

    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    page = admin.get("/cms/").content.decode()

    assert "Accreditations that end within 90 days" in page
    assert "SOON-1" in page
    assert "LONG-1" not in page
    assert "SOON-1" in sign_in(dan).get("/cms/").content.decode()
    assert "SOON-1" not in sign_in(eve).get("/cms/").content.decode()
