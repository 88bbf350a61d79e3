"""The trail of acts only grows."""

import pytest

from accounts.models import User
from cpd.audit.models import AppendOnly, AuditEntry
from cpd.audit.recording import record
from cpd.logs import request_id


def test_an_entry_says_who_did_what_to_whom_and_why(alice: User, dan: User) -> None:
    record("grant.given", actor=dan, subject=alice, thing="a-course", reason="Asked.", kind="staff")

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.subject, entry.thing) == (dan, alice, "a-course")
    assert (entry.reason, entry.details) == ("Asked.", {"kind": "staff"})


def test_an_entry_carries_the_request(db: None) -> None:
    token = request_id.set("request-1")
    entry = record("tried")
    request_id.reset(token)

    assert entry.request_id == "request-1"


def test_an_entry_never_changes(db: None) -> None:
    entry = record("done")
    entry.act = "undone"

    with pytest.raises(AppendOnly):
        entry.save()

    assert AuditEntry.objects.get().act == "done"


def test_an_entry_is_never_deleted(db: None) -> None:
    with pytest.raises(AppendOnly):
        record("done").delete()

    assert AuditEntry.objects.count() == 1


def test_an_entry_outlives_the_people_in_it(carol: User) -> None:
    record("done", actor=carol, subject=carol)

    carol.delete()

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.subject, entry.act) == (None, None, "done")
