"""Keeping a table that was looked at, and enrolling its sound rows once."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.names import clean_name
from accounts.saving import save_certificate_name
from courses.catalogue.models import Course
from courses.enrolment.enrolling import NotPublished
from courses.enrolment.staffing import CannotChangeAccess, grant_by_staff
from cpd.audit.recording import record
from cpd.outbox import mailer
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job
from cpd.support.bulk.checking import check
from cpd.support.bulk.reading import read_table
from cpd.support.forms import end_of
from cpd.support.identifying import by_address
from cpd.support.models import BulkEnrolment

State = BulkEnrolment.State
BATCH = 100  # rows in one job


class OnlyWhole(Exception):
    """The table has faulty rows, and was to be enrolled whole or not at all."""


class NothingSound(Exception):
    """The table has no row that can be enrolled."""


def look_at(content: bytes, *, name: str, reason: str, by: User) -> BulkEnrolment:
    """Keep a table with what would become of each row. Raises Unreadable."""
    rows, encoding = read_table(content)
    return BulkEnrolment.objects.create(
        name=name[:200], encoding=encoding, rows=check(rows), reason=reason, by=by
    )


def begin(table: BulkEnrolment, *, by: User, only_whole: bool = False) -> bool:
    """Have every sound row enrolled; True if this call did it. Raises OnlyWhole and
    NothingSound."""
    if not table.sound:
        raise NothingSound
    if only_whole and table.faulty:
        raise OnlyWhole
    with transaction.atomic():
        waiting = BulkEnrolment.objects.filter(pk=table.pk, state=State.LOOKED_AT)
        if not waiting.update(state=State.ENROLLING):
            return False
        _post_next(table, by_id=by.pk, at=0)
        thing = str(table.public_id)
        count = len(table.sound)
        record("enrolment.bulk", actor=by, thing=thing, reason=table.reason, count=count)
    return True


@job("support.enrol", tries=5, seconds=300)
def enrol_batch(table_id: int, by_id: int, at: int) -> None:
    """Enrol the next rows, each by itself, so that what changed since the look stops one row and no
    other; and post the batch that follows."""
    table = BulkEnrolment.objects.select_for_update().get(pk=table_id)
    by = User.objects.get(pk=by_id)
    courses = {course.slug: course for course in Course.objects.all()}
    for row in table.rows[at : at + BATCH]:
        if not row["fault"] and not row["outcome"]:
            row["outcome"] = _enrol(row, courses, table, by)
    if at + BATCH < len(table.rows):
        _post_next(table, by_id=by_id, at=at + BATCH)
    else:
        table.state, table.done_at = State.DONE, timezone.now()
    table.save(update_fields=["rows", "state", "done_at"])


def _post_next(table: BulkEnrolment, *, by_id: int, at: int) -> None:
    key = f"bulk:{table.pk}:{at}"
    post_job("support.enrol", key=key, table_id=table.pk, by_id=by_id, at=at)


def _enrol(row: dict[str, Any], courses: dict[str, Course], table: BulkEnrolment, by: User) -> str:
    try:
        with transaction.atomic():
            learner, is_new = _learner(row, by=by)
            until = date.fromisoformat(row["until"]) if row["until"] else None
            grant_by_staff(
                learner,
                courses[row["course"]],
                by=by,
                reason=table.reason,
                until=end_of(until, learner=learner),
                reference=f"bulk:{table.public_id}",
            )
            _invite(learner, courses[row["course"]])
    except (CannotChangeAccess, NotPublished, KeyError) as refusal:
        return f"not enrolled: {refusal or 'the course is not published any more'}"
    return "enrolled, with a new account" if is_new else "enrolled"


def _learner(row: dict[str, Any], *, by: User) -> tuple[User, bool]:
    """Return whom an address belongs to; a new account has no password, its owner signs in with a
    code, which proves the address. A name that somebody gave themselves stays."""
    learner = by_address(row["email"])
    is_new = learner is None
    if learner is None:
        learner = User.objects.create_user(row["email"])
        record("account.made_by_staff", actor=by, subject=learner)
    if row["name"] and not learner.certificate_name:
        save_certificate_name(learner, clean_name(row["name"]))
    return learner, is_new


def _invite(learner: User, course: Course) -> None:
    context = {"learner": learner, "course": course}
    mailer.send("enrolled_by_staff", to=learner.email, context=context)
