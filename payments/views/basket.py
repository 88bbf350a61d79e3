"""Putting into the basket and taking out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.countries import country_of
from courses.catalogue.models import Product
from courses.editions.selling import on_sale
from payments import basket


@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a product into the basket and go to the checkout."""
    currency = country_of(request).currency
    products = on_sale(currency).with_courses()
    product = products.filter(public_id=public_id).first()
    if product is None:
        raise Http404("Not on sale.")
    if product.is_free and product.course:
        return redirect("payments:enrol", product.course.slug)
    _add(request, product)
    return redirect("payments:checkout")


@require_POST
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a product out of the basket."""
    basket.remove(request.session, str(public_id))
    return redirect("payments:checkout")


def _add(request: HttpRequest, product: Product) -> None:
    try:
        replaced = basket.add(request.session, product)
    except basket.BasketFull:
        messages.warning(request, _("The basket is full. Buy what is in it first."))
    except basket.InABundle as found:
        words = _("“%(course)s” is already in the bundle “%(bundle)s”.")
        messages.info(request, words % {"course": product, "bundle": found.bundle})
    else:
        for other in replaced:
            words = _("“%(course)s” is in the bundle, so we took it out of the basket.")
            messages.info(request, words % {"course": other})
