"""Sign-ins and failures are kept, with how and without where."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from accounts.models import User
from cpd.audit.models import AuditEntry
from tests.factories import PASSWORD

LOGIN = "/accounts/login/?with=password"


def test_a_sign_in_is_kept_with_how(client: Client, alice: User) -> None:
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD})

    entry = AuditEntry.objects.get(act="sign_in.done")
    assert (entry.actor, entry.subject, entry.details) == (alice, alice, {"how": "password"})


@pytest.mark.parametrize("typed", ["alice@example.org", "ALICE@example.org"])
def test_a_wrong_password_is_kept(client: Client, alice: User, typed: str) -> None:
    client.post(LOGIN, {"login": typed, "password": "wrong"})

    entry = AuditEntry.objects.get(act="sign_in.failed")
    assert (entry.actor, entry.subject) == (None, alice)
    assert "wrong" not in str(entry.details)


def test_an_address_of_nobody_leaves_nothing(client: Client, db: None) -> None:
    client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"})

    assert not AuditEntry.objects.exists()


def test_a_wrong_code_from_a_mail_is_kept(client: Client, alice: User) -> None:
    client.post("/accounts/login/code/", {"email": alice.email})
    client.post("/accounts/login/code/confirm/", {"code": "WRONG-CODE"})

    entry = AuditEntry.objects.get(act="sign_in.failed")
    assert (entry.actor, entry.subject, entry.details) == (None, alice, {"how": "code"})


def test_a_failed_second_step_is_kept(client: Client, alice: User) -> None:
    TOTP.activate(alice, generate_totp_secret())
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    entry = AuditEntry.objects.get(act="sign_in.failed")
    assert (entry.actor, entry.subject, entry.details) == (None, alice, {"how": "second step"})
    assert not AuditEntry.objects.filter(act="sign_in.done").exists()
