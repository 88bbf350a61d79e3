"""Requests in, answers out, as Stripe's HTTP has them."""

from collections.abc import Mapping
from dataclasses import dataclass

SECRET_KEY = "sk_test_sandbox"  # noqa: S105 opens nothing but the sandbox


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire."""

    status: int
    headers: Mapping[str, str]
    body: str


def answer(method: str, url: str, *, headers: Mapping[str, str], body: str) -> Answer:
    """Answer one request."""
    raise NotImplementedError
