"""The checkout: basket, code, buyer and consent on one page, then the order and the way to pay."""

import re
from typing import Any, cast

from allauth.account.decorators import verified_email_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.countries import COUNTRIES, Country, country_of, remember_country
from accounts.saving import save_certificate_name, settle_country
from courses.enrolment.enrolling import Withdrawn
from courses.storefront.links import CODE, LONGEST, keep_code
from cpd.requests import signed_in
from payments import basket
from payments.beginning import where_to_begin
from payments.checkout_forms import CheckoutForm, shown
from payments.codes import CodeRefused
from payments.consent import CONSENT_VERSION, TERMS_VERSION
from payments.gateway import StripeDown
from payments.models import Order
from payments.paying import NotPayable, pay_nothing
from payments.placing import CannotPlace, Details, StillProcessing, place
from payments.quoting import BelowMinimum, NoPrice, NotSold, Quote
from payments.replacing import give_up_changed
from payments.settling import KeepsChanging
from payments.views.limits import limited
from payments.views.paying import NOT_NOW, send_to_pay
from payments.views.promoting import forget_code
from payments.views.till import Till, ring_up

REFUSALS = (CannotPlace, CodeRefused, Withdrawn, NotSold, NoPrice, BelowMinimum)


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Show what is in the basket and ask for what an order needs; or place it."""
    if request.method == "POST":
        return cast("HttpResponse", verified_email_required(_pay)(request))
    keep_code(request)
    country = country_of(request)
    till = ring_up(request, country)
    form = CheckoutForm(till.quote, initial=_known(request, till.quote)) if till.quote else None
    return _page(request, till, form, country)


@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Keep a promotion code, or take it off; the checkout says whether it works."""
    typed = request.POST.get("code", "").replace("\x00", "").strip()[:LONGEST]
    forget_code(request)
    if typed and "remove" not in request.POST:
        request.session[CODE] = typed
    return redirect("payments:checkout")


@limited("checkout")
def _pay(request: HttpRequest) -> HttpResponse:
    """Place the order and send the buyer on; what was not shown is not placed."""
    country = COUNTRIES.get(request.POST.get("country", ""), country_of(request))
    till = ring_up(request, country)
    if till.quote is None:
        return redirect("payments:checkout")
    form = CheckoutForm(till.quote, request.POST.dict())
    if not form.was_shown:
        form.data = {**form.data, "shown": shown(till.quote)}
        words = _("The total is now %(total)s. Check it, then go on.")
        messages.warning(request, words % {"total": till.quote.moneys["total"]})
    elif form.is_valid():
        return _place(request, till, form.cleaned_data)
    return _page(request, till, form, country, status=422)


def _place(request: HttpRequest, till: Till, given: dict[str, Any]) -> HttpResponse:
    user = signed_in(request)
    save_certificate_name(user, given["name"])
    settle_country(user, COUNTRIES[given["country"]])
    details = _details(given, ip_country=country_by_proxy(request))
    try:
        give_up_changed(user, products=till.products, details=details, code=till.code)
        order = place(user, products=till.products, details=details, code=till.code)
    except StillProcessing as reason:
        messages.info(request, _("Your payment for the same course is still on its way."))
        return redirect("payments:order", reason.order.public_id)
    except (StripeDown, KeepsChanging):
        messages.error(request, NOT_NOW)
        return redirect("payments:checkout")
    except REFUSALS:
        messages.warning(request, _("Something in the basket has changed. Look at it once more."))
        return redirect("payments:checkout")
    return _begin(request, order) if order.total == 0 else send_to_pay(request, order)


def _begin(request: HttpRequest, order: Order) -> HttpResponse:
    try:
        pay_nothing(order)
    except NotPayable:
        messages.info(request, _("This order is not waiting for a payment any more."))
        return redirect("payments:order", order.public_id)
    basket.take_out(request.session, order)
    begin = where_to_begin(order)
    if len(begin) == 1:
        return redirect(begin[0].address)
    messages.success(request, _("Your courses are open."))
    return redirect("classroom:dashboard")


def country_by_proxy(request: HttpRequest) -> str:
    """Return the country that the proxy says the visitor is in: the second piece of evidence until
    a card tells more. Nothing where no proxy says it."""
    said = request.headers.get(settings.COUNTRY_HEADER, "") if settings.COUNTRY_HEADER else ""
    return said.upper() if re.fullmatch("[A-Za-z]{2}", said) else ""


def _details(given: dict[str, Any], *, ip_country: str) -> Details:
    return Details(
        name=given["name"],
        country=given["country"],
        business=given["business"],
        tax_number=given["tax_number"],
        address=given.get("address", ""),
        ip_country=ip_country,
        terms_version=TERMS_VERSION,
        consent_version=CONSENT_VERSION if given.get("consent") else "",
    )


def _known(request: HttpRequest, quote: Quote) -> dict[str, str]:
    """What the form can know before the buyer types."""
    values = {"shown": shown(quote), "country": quote.country}
    if request.user.is_authenticated:
        user = signed_in(request)
        values["name"] = user.certificate_name or user.get_full_name()
    return values


def _page(
    request: HttpRequest,
    till: Till,
    form: CheckoutForm | None,
    country: Country,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"till": till, "quote": till.quote, "form": form, "country": country}
    response = render(request, "payments/checkout.html", context, status=status)
    if country != country_of(request):
        remember_country(response, country.code, is_secure=request.is_secure())
    return response
