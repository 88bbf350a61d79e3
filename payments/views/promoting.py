"""A promotion code in the session: looked up, each guess counted, and forgotten."""

from copy import copy

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.storefront.links import CODE
from cpd.requests import signed_in
from payments.codes import CodeRefused, check_code, find_code
from payments.models import PromotionCode
from payments.quoting import Quote

KNOWN = "promotion_code_known"  # in the session: a code that was found good once


def forget_code(request: HttpRequest) -> None:
    """Take the code off."""
    request.session.pop(CODE, None)
    request.session.pop(KNOWN, None)


def find(request: HttpRequest, code: str, plain: Quote) -> PromotionCode:
    """Look a code up; each one that is not known to be good counts as a guess.
    Raises CodeRefused."""
    if request.session.get(KNOWN) != code and not _may_guess(request):
        raise CodeRefused(_("Too many codes in an hour. Try again later, or go on without one."))
    user = signed_in(request) if request.user.is_authenticated else None
    promotion = find_code(code, at=timezone.now(), user=user)
    check_code(
        promotion,
        products=[line.product for line in plain.lines],
        subtotal=plain.subtotal,
        currency=plain.currency,
        user=user,
        counts_held=False,
    )
    request.session[KNOWN] = code
    return promotion


def _may_guess(request: HttpRequest) -> bool:
    guess = copy(request)
    guess.method = "POST"  # allauth counts no GET, and a promotion link is one
    return bool(ratelimit.consume(guess, action="promotion_code"))
