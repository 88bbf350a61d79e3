"""Bob at the studio."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob's browser."""
    client: Client = sign_in(bob)
    return client
