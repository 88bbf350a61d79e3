"""Promotion links: `?code=…` on a page that sells is remembered until the checkout."""

from django.http import HttpRequest

CODE = "promotion_code"  # in the session
LONGEST = 40


def keep_code(request: HttpRequest) -> None:
    """Remember the code of a promotion link; whether it is good is asked at the checkout."""
    code = request.GET.get("code", "").strip()
    if code and len(code) <= LONGEST and code.isprintable():
        request.session[CODE] = code
