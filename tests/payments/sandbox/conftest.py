"""The unmodified client in front of the sandbox, at a time that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe
import time_machine

from payments import gateway
from payments.sandbox import ids
from tests.payments.oracle import recorder

__all__ = ["recorder"]
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def travel(db: None) -> Iterator[Any]:
    """Time stands still until a test moves it, and ids count from one."""
    ids.seed(1)
    with time_machine.travel(START, tick=False) as coordinates:
        yield coordinates
    ids.seed(None)


@pytest.fixture
def client() -> stripe.StripeClient:
    """The site's own client."""
    return gateway.client()
