"""A table of people is forgotten after a month, and a person's rows when they leave."""

from datetime import timedelta
from typing import Any

import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.closing import close_account
from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.models import Grant
from cpd.outbox.models import Job
from cpd.outbox.schedule import post_scheduled
from cpd.outbox.working import work_all
from cpd.support.models import BulkEnrolment

HEAD = "email,course,name,access_until\n"
ROWS = "new@example.org,vagus-nerve,Zoë Ångström,2099-06-30\nnobody,vagus-nerve,,\n"


def look(desk: Client, rows: str = ROWS) -> BulkEnrolment:
    desk.post("/cms/support/bulk/", {"pasted": HEAD + rows, "reason": "The clinic asked."})
    return BulkEnrolment.objects.latest("pk")


def confirm(desk: Client, table: BulkEnrolment) -> str:
    address = reverse("support:bulk_confirm", args=[table.public_id])
    page = desk.post(address, follow=True).content.decode()
    work_all()
    table.refresh_from_db()
    return page


def sweep(*, days: int, monkeypatch: Any) -> None:
    """Let the schedule come round some days from now."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        monkeypatch.setattr("cpd.outbox.schedule._looked_at", 0.0)
        post_scheduled()
        Job.objects.exclude(kind="support.forget_tables").delete()
        work_all()


def page_of(desk: Client, table: BulkEnrolment) -> str:
    return desk.get(reverse("support:bulk_preview", args=[table.public_id])).content.decode()


def test_after_a_month_the_counts_stay_and_the_rows_go(
    desk: Client, jo: User, edition: Edition, monkeypatch: Any
) -> None:
    table = look(desk)
    confirm(desk, table)

    sweep(days=31, monkeypatch=monkeypatch)

    table.refresh_from_db()
    assert (table.rows, table.by, table.state) == ([], jo, "done")
    assert table.swept_at is not None
    page = page_of(desk, table)
    assert f"Its rows were deleted on {table.swept_at:%-d %B %Y}" in page
    assert "Could be enrolled: 1; could not: 1; were enrolled: 1." in page
    assert "example.org" not in page.split("</header>")[-1]
    listed = desk.get("/cms/support/bulk/").content.decode()
    assert f"rows deleted on {table.swept_at:%-d %b %Y}" in listed
    outcome = reverse("support:bulk_outcome", args=[table.public_id])
    assert "Its rows were deleted" in desk.get(outcome, follow=True).content.decode()


def test_within_the_month_nothing_goes(desk: Client, edition: Edition, monkeypatch: Any) -> None:
    table = look(desk)

    sweep(days=29, monkeypatch=monkeypatch)

    table.refresh_from_db()
    assert (len(table.rows), table.swept_at) == (2, None)


def test_a_table_without_rows_enrols_nobody(
    desk: Client, edition: Edition, monkeypatch: Any
) -> None:
    table = look(desk)
    sweep(days=31, monkeypatch=monkeypatch)

    page = confirm(desk, table)

    assert "No row can be enrolled" in page
    assert 'name="whole"' not in page
    assert not Grant.objects.exists()


def test_closing_an_account_empties_its_rows(desk: Client, alice: User, edition: Edition) -> None:
    EmailAddress.objects.create(user=alice, email="old@example.org", verified=True)
    rows = "Alice@example.org,vagus-nerve,Alice,2099-06-30\nnew@example.org,vagus-nerve,New,\n"
    done = look(desk, rows)
    confirm(desk, done)
    waiting = look(desk, "old@example.org,vagus-nerve,Alice,\n")

    close_account(alice)
    confirm(desk, waiting)

    done.refresh_from_db()
    assert [row["email"] for row in done.rows] == ["", "new@example.org"]
    assert [row["name"] for row in done.rows] == ["", "New"]
    assert done.counted == {"sound": 2, "faulty": 0, "enrolled": 2}
    page = page_of(desk, done)
    assert "deleted: the account was closed" in page
    assert "alice@" not in page.lower()
    assert waiting.rows[0]["fault"]
    assert "old@" not in str(waiting.rows)


def test_an_address_that_was_only_typed_empties_no_row(
    desk: Client, alice: User, edition: Edition
) -> None:
    table = look(desk)
    EmailAddress.objects.create(user=alice, email="new@example.org", verified=False)

    close_account(alice)

    table.refresh_from_db()
    assert table.rows[0]["email"] == "new@example.org"


def test_rows_that_wait_for_a_confirmation_are_not_enrolled_after_the_closing(
    desk: Client, alice: User, edition: Edition
) -> None:
    table = look(desk, "alice@example.org,vagus-nerve,,\nnew@example.org,vagus-nerve,,\n")

    close_account(alice)
    confirm(desk, table)

    assert [row["outcome"] for row in table.rows] == ["", "enrolled, with a new account"]
    assert table.rows[0]["fault"] == "This account is closed."
