"""What the checkout page knows: the basket as the buyer may have it, its quote, and the code."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.countries import Country
from courses.catalogue.models import Product
from courses.enrolment.access import courses_open_to
from courses.storefront.links import CODE
from cpd.requests import signed_in
from payments import basket
from payments.codes import CodeRefused
from payments.quoting import BelowMinimum, NotSold, Quote, quote
from payments.views.promoting import find, forget_code


@dataclass(frozen=True, slots=True)
class Till:
    """A basket, rung up. Without a quote there is nothing to pay here."""

    products: list[Product] = field(default_factory=list)
    quote: Quote | None = None
    code: str = ""
    code_error: str = ""
    partly_owned: list[Product] = field(default_factory=list)


def ring_up(request: HttpRequest, country: Country) -> Till:
    """Return what is to be paid; what cannot be bought leaves the basket with a message."""
    found = basket.basket_in(request.session, country)
    for title in found.gone:
        words = _("“%(title)s” is not on sale any more, so it left the basket.")
        messages.warning(request, words % {"title": title})
    products, partly = _without_owned(request, found.products)
    try:
        plain = quote(products, country=country.code) if products else None
    except NotSold:
        plain = None
    if plain is None:
        return Till(products)
    return _with_code(request, Till(products, plain, partly_owned=partly))


def _without_owned(
    request: HttpRequest, products: list[Product]
) -> tuple[list[Product], list[Product]]:
    """Return what the buyer does not have yet, and the bundles of which they have a part."""
    if not request.user.is_authenticated:
        return products, []
    courses = [course for product in products for course in product.courses()]
    owned = courses_open_to(signed_in(request), courses)
    wanted, partly = [], []
    for product in products:
        keys = {course.pk for course in product.courses()}
        if keys <= owned:
            basket.remove(request.session, str(product.public_id))
            words = _("You have “%(title)s” already: it is under My learning.")
            messages.info(request, words % {"title": product})
            continue
        wanted.append(product)
        if keys & owned:
            partly.append(product)
    return wanted, partly


def _with_code(request: HttpRequest, till: Till) -> Till:
    """Take the session's code into account; a code that does not work is said once and
    forgotten."""
    code = request.session.get(CODE, "")
    if not code or till.quote is None:
        return till
    try:
        promotion = find(request, code, till.quote)
        made = quote(till.products, country=till.quote.country, promotion=promotion)
    except CodeRefused as refusal:
        error = str(refusal)
    except BelowMinimum:
        error = _("With this code less is left to pay than can be charged. Add a course to use it.")
    else:
        return Till(till.products, made, promotion.code, "", till.partly_owned)
    forget_code(request)
    return Till(till.products, till.quote, code, error, till.partly_owned)
