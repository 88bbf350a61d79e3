"""What views need of a request."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User

DIGITS = 18  # what a key in the database has at most


def whole_number(text: str) -> int | None:
    """Return what was sent as a key or a place, or nothing where it can be none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= DIGITS
    return int(text) if is_number else None


def signed_in(request: HttpRequest) -> User:
    """Return the user of a page that asks for a sign-in."""
    return cast("User", request.user)
