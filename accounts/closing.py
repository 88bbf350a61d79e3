"""Closing an account: the person goes; what law, documents and certificates need stays."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import BodyMembership, User
from cpd.audit.recording import record
from cpd.outbox import mailer

# What upper floors do first, outside the transaction, because they may have to talk to others, or
# to lock rows that stand before people in the order of locks.
before_closing: list[Callable[[User], None]] = []
# What they do inside it, before the account loses its name.
while_closing: list[Callable[[User], None]] = []


def close_account(user: User, *, by: User | None = None, reason: str = "") -> None:
    """Take name, address, body memberships and ways to sign in away and end every session. Orders,
    documents and certificates keep the words they were issued with."""
    for act in before_closing:
        act(user)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        for act in while_closing:
            act(locked)
        for session in UserSession.objects.filter(user=locked):
            session.end()
        mailer.forget(locked.email)
        BodyMembership.objects.filter(learner=locked).delete()
        EmailAddress.objects.filter(user=locked).delete()
        Authenticator.objects.filter(user=locked).delete()
        locked.email = f"{locked.public_id}@closed.invalid"
        locked.first_name = locked.last_name = locked.certificate_name = ""
        locked.is_active = locked.is_staff = False
        locked.set_unusable_password()
        locked.save()
        locked.groups.clear()
        record("account.closed", actor=by, subject=locked, reason=reason)
