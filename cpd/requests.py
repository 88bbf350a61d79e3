"""What views need of a request."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the user of a page that asks for a sign-in."""
    return cast("User", request.user)
