"""The checkout: basket, code, buyer and consent on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.countries import country_of
from courses.storefront.links import keep_code
from payments.basket import Basket, basket_in


@require_safe
def checkout(request: HttpRequest) -> HttpResponse:
    """Show what is in the basket."""
    keep_code(request)
    basket = basket_in(request.session, country_of(request))
    say_what_went(request, basket)
    return render(request, "payments/checkout.html", {"basket": basket})


def say_what_went(request: HttpRequest, basket: Basket) -> None:
    """Tell the buyer what had to leave the basket."""
    for title in basket.gone:
        words = _("“%(title)s” is not on sale any more, so it left the basket.")
        messages.warning(request, words % {"title": title})
