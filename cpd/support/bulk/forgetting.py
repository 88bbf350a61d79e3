"""Forgetting whom a table named: a month after it came, and when somebody's account is closed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cpd.outbox.schedule import every
from cpd.support.learners import Learner
from cpd.support.models import BulkEnrolment

KEEP = timedelta(days=30)
FORGOTTEN = {"email": "", "name": "", "until": "", "is_forgotten": True}
CLOSED = "This account is closed."


@every(timedelta(days=1), "support.forget_tables")
def forget_old_tables() -> None:
    """Delete the rows of tables that came 30 days ago; how many there were stays, with who brought
    them and when."""
    now = timezone.now()
    old = BulkEnrolment.objects.filter(swept_at=None, created_at__lt=now - KEEP)
    for table in old.select_for_update().order_by("pk"):
        table.counts, table.rows, table.swept_at = table.counted, [], now
        table.save(update_fields=["counts", "rows", "swept_at"])


def forget_person(user: User) -> None:
    """Empty the rows with an address of somebody whose account is about to be closed. Enrolling
    locks a table first and people then, so nobody may be locked yet."""
    addresses = Learner(user).readers
    kept = BulkEnrolment.objects.filter(swept_at=None).values_list("pk", "rows")
    named = [
        pk
        for pk, rows in kept.iterator(chunk_size=10)
        if any(row["email"] in addresses for row in rows)
    ]
    for pk in named:
        _empty_rows(pk, addresses)


@transaction.atomic
def _empty_rows(pk: int, addresses: set[str]) -> None:
    table = BulkEnrolment.objects.select_for_update().get(pk=pk)
    for row in table.rows:
        if row["email"] in addresses:
            row.update(FORGOTTEN)
            if not row["outcome"]:
                row["fault"] = row["fault"] or CLOSED
    table.save(update_fields=["rows"])
