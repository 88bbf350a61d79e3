"""The shelf in the studio, for admins: products, what they give, what they cost."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.catalogue.models import Course, Price, Product
from courses.catalogue.pricing import end_price, give_away, set_price, stop_giving_away
from courses.catalogue.stocking import fill_bundle, put_on_shelf
from courses.studio.product_forms import BundleForm, CourseProductForm, PriceForm
from cpd.audit.recording import record
from cpd.money import CURRENCIES
from cpd.requests import signed_in

for_admins = permission_required("courses.change_product", raise_exception=True)


@for_admins
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """List what is on the shelf, with the price in each currency, and what is not."""
    now = Prefetch("prices", Price.objects.active().once())
    rows = Product.objects.prefetch_related("items", now).order_by("kind", "title")
    listed = [(product, _amounts(product)) for product in rows]
    missing = Course.objects.filter(product__isnull=True, retired_at__isnull=True)
    context = {"products": listed, "missing": missing.order_by("title"), "currencies": CURRENCIES}
    return render(request, "courses/studio/products.html", context)


@for_admins
@require_POST
def add_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a course on the shelf."""
    product = put_on_shelf(get_object_or_404(Course, pk=pk), by=signed_in(request))
    return redirect("studio:product", product.pk)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def add_bundle(request: HttpRequest) -> HttpResponse:
    """Make a bundle."""
    data = request.POST if request.method == "POST" else None
    form = BundleForm(data, instance=Product(kind=Product.Kind.BUNDLE))
    if form.is_valid():
        return redirect("studio:product", _save(request, form).pk)
    status = 422 if form.errors else 200
    return render(request, "courses/studio/add_bundle.html", {"form": form}, status=status)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one product; save what it is."""
    found = get_object_or_404(Product.objects.with_courses(), pk=pk)
    kind = CourseProductForm if found.course else BundleForm
    data = request.POST if request.method == "POST" else None
    form: Any = kind(data, instance=found)
    if form.is_valid():
        _save(request, form)
        messages.success(request, "Saved.")
        return redirect("studio:product", pk)
    return _product(request, found, form, PriceForm(found))


@for_admins
@require_POST
def price(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the price in each currency."""
    found = get_object_or_404(Product.objects.with_courses(), pk=pk)
    form = PriceForm(found, request.POST)
    if found.is_free or not form.is_valid():
        kind = CourseProductForm if found.course else BundleForm
        return _product(request, found, kind(instance=found), form)
    with transaction.atomic():
        for currency, money in form.amounts.items():
            if money is None:
                end_price(found, currency, by=signed_in(request))
            else:
                set_price(found, money, by=signed_in(request))
    messages.success(request, "The prices are set. Orders that were placed keep theirs.")
    return redirect("studio:product", pk)


@transaction.atomic
def _save(request: HttpRequest, form: Any) -> Product:
    user = signed_in(request)
    saved: Product = form.save(commit=False)
    was_free = Product.objects.filter(pk=saved.pk, is_free=True).exists()
    wants_free, saved.is_free = saved.is_free, was_free
    saved.save()
    if form.changed_data:
        thing = f"{saved.slug} {saved.public_id}"
        record("product.saved", actor=user, thing=thing, fields=form.changed_data)
    if wants_free != was_free:
        (give_away if wants_free else stop_giving_away)(saved, by=user)
    if "courses" in form.cleaned_data:
        fill_bundle(saved, _ordered(saved, form.cleaned_data["courses"]), by=user)
    return saved


def _ordered(bundle: Product, chosen: Any) -> list[Course]:
    """What was in the bundle keeps its place; what is new comes after it."""
    places = dict(bundle.items.values_list("course", "position"))
    return sorted(chosen, key=lambda course: places.get(course.pk, len(places)))


def _product(request: HttpRequest, found: Product, form: Any, prices: PriceForm) -> HttpResponse:
    context = {
        "product": found,
        "form": form,
        "price_form": prices,
        "history": found.prices.order_by("-active_from", "-pk"),
    }
    status = 422 if form.errors or prices.errors else 200
    return render(request, "courses/studio/product.html", context, status=status)


def _amounts(found: Product) -> list[str]:
    """The prices that were fetched with a product, in the order of the currencies."""
    amounts = {price.currency: str(price.money) for price in found.prices.all()}
    return [amounts.get(currency, "") for currency in CURRENCIES]
