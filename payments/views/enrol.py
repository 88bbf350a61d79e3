"""Enrolling in a free course: the name that certificates print, then the first lesson."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.countries import country_of
from accounts.forms import CertificateNameForm
from accounts.saving import save_certificate_name, settle_country
from courses.catalogue.shelf import product_of
from courses.editions.models import Edition
from courses.enrolment import enrolling
from courses.enrolment.models import Grant
from courses.storefront.views import live_edition
from cpd.requests import signed_in


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
        return _enrol(request, edition)
    except enrolling.Withdrawn:
        return render(request, "payments/withdrawn.html", {"edition": edition}, status=403)


def _enrol(request: HttpRequest, edition: Edition) -> HttpResponse:
    user = signed_in(request)
    enrolling.refuse_withdrawn(user, edition.course)
    form = CertificateNameForm(
        request.POST or None,
        initial={"certificate_name": user.certificate_name or user.get_full_name()},
    )
    if request.method == "POST" and form.is_valid():
        save_certificate_name(user, form.cleaned_data["certificate_name"])
        settle_country(user, country_of(request))
        enrolling.enrol(user, edition.course, kind=Grant.Kind.FREE, reference="storefront")
        return redirect("classroom:course", edition.course.slug)
    status = 422 if form.errors else 200
    context = {"edition": edition, "form": form}
    return render(request, "payments/enrol.html", context, status=status)
