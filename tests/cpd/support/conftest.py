"""Jo of support, and an admin."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import make_user


@pytest.fixture
def jo(roles: Any) -> User:
    """Support."""
    user = make_user("jo@example.org", is_staff=True, first_name="Jo", last_name="Lindqvist")
    user.groups.add(roles["Support"])
    return user


@pytest.fixture
def desk(jo: User, sign_in: Any) -> Client:
    """Jo’s browser."""
    client: Client = sign_in(jo)
    return client


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """Mails become rows, as on the site."""
    settings.MAILERS = {
        "default": {"BACKEND": "cpd.outbox.mailer.OutboxBackend"},
        "transport": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
    }


@pytest.fixture
def twin(db: None) -> User:
    """Alice’s other account."""
    return make_user("alice.ng@example.org", certificate_name="A Nguyen", country="AU")
