"""The pages a visitor chooses on: catalogue, course, bundle, preview lesson."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.countries import country_of
from courses.catalogue.covers import draw_cover
from courses.catalogue.models import Topic
from courses.catalogue.shelf import offer_among, offers_for, prices_of, product_of
from courses.editions.models import Edition
from courses.enrolment.access import preview_item
from courses.enrolment.models import Enrolment
from courses.lessons.files import file_address, serve, with_addresses
from courses.lessons.grades import Design
from courses.lessons.rendering import present
from courses.storefront.bundles import bundle_in, bundles_with
from courses.storefront.catalogue import search
from courses.storefront.links import keep_code
from courses.storefront.showing import (
    evidence_rows,
    grade_rows,
    preview_outline,
    syllabus_of,
    worth_of,
)
from courses.storefront.structured import course_data
from courses.storefront.window import window_in


def live_edition(slug: str) -> Edition:
    """Return a course's live edition. Raises Http404."""
    edition = Edition.objects.live().for_cards().filter(course__slug=slug).first()
    if edition is None:
        raise Http404("No such course.")
    return edition


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the live courses, searched and filtered, and the bundles of what was found."""
    window = window_in(country_of(request))
    found = search(window.cards, request.GET)
    shown = {card.edition.pk for card in found.cards}
    bundles = [
        bundle
        for bundle in window.bundles
        if any(card.edition.pk in shown for card in bundle.cards)
    ]
    return render(
        request, "courses/storefront/catalogue.html", {"found": found, "bundles": bundles}
    )


def course_context(
    request: HttpRequest, edition: Edition, syllabus: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what a course's page says of an edition, which may be one that is not saved."""
    country = country_of(request)
    product = product_of(edition.course)
    prices = prices_of(product) if product else []
    return {
        "edition": edition,
        "syllabus": syllabus,
        "worth": worth_of(edition, country),
        "evidence": evidence_rows(edition),
        "editions": edition.course.editions.order_by("-number"),
        "offer": offer_among(prices, product, country),
        "structured": course_data(edition, product, prices),
    }


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a course teaches, on what evidence, what is in it and what it costs."""
    keep_code(request)
    edition = live_edition(slug)
    is_enrolled = request.user.is_authenticated and (
        Enrolment.objects.active().filter(learner=request.user, course=edition.course).exists()
    )
    bundles = [] if is_enrolled else bundles_with(edition.course, country_of(request))
    context = {
        **course_context(request, edition, syllabus_of(edition)),
        "is_enrolled": is_enrolled,
        "bundles": bundles,
    }
    return render(request, "courses/storefront/course.html", context)


@require_safe
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is in a bundle, what it costs and what one saves."""
    keep_code(request)
    found = bundle_in(country_of(request), slug)
    if found is None:
        raise Http404("No such bundle.")
    return render(request, "courses/storefront/bundle.html", {"bundle": found})


@require_safe
def preview(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a free preview lesson to anybody."""
    item = preview_item(slug, key)
    content = item.lesson_version.content if item.lesson_version else {}
    earlier = item.edition.items.filter(lesson_version__isnull=False, position__lte=item.position)
    number = earlier.count()
    address = partial(file_address, "storefront:preview_file", slug, key)
    context = {
        "edition": item.edition,
        "item": item,
        "modules": preview_outline(item),
        "number": number,
        "offer": offers_for([item.edition.course], country_of(request)).get(item.edition.course_id),
        "lesson": content,
        "blocks": with_addresses(present(content, section=str(number)), address),
    }
    return render(request, "courses/storefront/preview.html", context)


@require_safe
def preview_file(
    request: HttpRequest, slug: str, key: str, number: int, part: str
) -> HttpResponseBase:
    """Serve a file or video of a free preview lesson."""
    version = preview_item(slug, key).lesson_version
    return serve(request, version.content if version else {"blocks": []}, number, part)


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """How we grade evidence, with what our own courses rest on."""
    context = {"grades": grade_rows(), "designs": Design.choices}
    return render(request, "courses/storefront/evidence.html", context)


@login_required
@permission_required("wagtailadmin.access_admin", raise_exception=True)
@require_safe
def styles(request: HttpRequest) -> HttpResponse:
    """The living style page, for staff."""
    covers = [(topic, draw_cover(topic.field, topic.key)) for topic in Topic.objects.all()]
    return render(request, "courses/storefront/styles.html", {"covers": covers})
