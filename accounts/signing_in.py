"""Keeping that somebody signed in, or failed to: when and how, and nothing of where they are."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from accounts.models import User
from cpd.audit.recording import record

SIGNED_IN, FAILED = "sign_in.done", "sign_in.failed"


def keep_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Write a sign-in down with its methods; allauth calls it."""
    methods = [str(entry.get("method", "")) for entry in get_authentication_records(request, user)]
    record(SIGNED_IN, actor=user, subject=user, how=", ".join(dict.fromkeys(filter(None, methods))))


def keep_failure(credentials: dict[str, Any], **_: Any) -> None:
    """Write down that a password was wrong, where the address is somebody's; Django calls it."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email__iexact=typed).first() if typed else None
    if user is not None:
        record(FAILED, subject=user, how="password")


def keep_wrong_code(user: User, **_: Any) -> None:
    """Write down that a code from a mail was wrong; allauth calls it."""
    record(FAILED, subject=user, how="code")


def keep_failed_second_step(user: User, **_: Any) -> None:
    """Write down that the second step failed; allauth calls it."""
    record(FAILED, subject=user, how="second step")
