"""Enrolling in a free course: the name that certificates print, then the first lesson."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.countries import country_of
from accounts.forms import CertificateNameForm
from accounts.saving import save_certificate_name, settle_country
from courses.catalogue.models import Product
from courses.catalogue.shelf import product_of
from courses.editions.models import Edition
from courses.enrolment import enrolling
from courses.storefront.views import live_edition
from cpd.requests import signed_in
from payments.consent import TERMS_VERSION
from payments.paying import NotPayable, pay_nothing
from payments.placing import AlreadyOwned, CannotPlace, Details, place
from payments.quoting import NotSold


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the name that certificates print, then enrol; what costs money is bought on the
    course's page."""
    edition = live_edition(slug)
    product = product_of(edition.course)
    if product is None or not (product.is_free and product.is_active):
        return redirect("storefront:course", slug)
    try:
        return _enrol(request, edition, product)
    except enrolling.Withdrawn:
        return render(request, "payments/withdrawn.html", {"edition": edition}, status=403)


def _enrol(request: HttpRequest, edition: Edition, product: Product) -> HttpResponse:
    user = signed_in(request)
    enrolling.refuse_withdrawn(user, edition.course)
    form = CertificateNameForm(
        request.POST if request.method == "POST" else None,
        initial={"certificate_name": user.certificate_name or user.get_full_name()},
    )
    if form.is_valid():
        return _order(request, edition, product, form.cleaned_data["certificate_name"])
    context = {"edition": edition, "form": form}
    return render(request, "payments/enrol.html", context, status=422 if form.errors else 200)


def _order(request: HttpRequest, edition: Edition, product: Product, name: str) -> HttpResponse:
    """Place an order of nothing and settle it: a free course has its order like any other."""
    user, country = signed_in(request), country_of(request)
    save_certificate_name(user, name)
    settle_country(user, country)
    details = Details(name=name, country=country.code, terms_version=TERMS_VERSION)
    try:
        pay_nothing(place(user, products=[product], details=details))
    except AlreadyOwned:
        pass
    except (CannotPlace, NotSold, NotPayable):
        messages.error(request, _("You cannot enrol in this course at the moment."))
        return redirect("storefront:course", edition.course.slug)
    return redirect("classroom:course", edition.course.slug)
