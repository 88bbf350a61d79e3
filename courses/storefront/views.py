"""The pages a visitor chooses on: catalogue, course, preview lesson, enrolling."""

from functools import partial

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.countries import country_of
from accounts.forms import CertificateNameForm
from accounts.saving import save_certificate_name, settle_country
from courses.catalogue.covers import draw_cover
from courses.catalogue.models import Topic
from courses.editions.models import Edition
from courses.enrolment import enrolling
from courses.enrolment.access import preview_item
from courses.enrolment.models import Enrolment, Grant
from courses.lessons.files import file_address, serve, with_addresses
from courses.lessons.grades import Design
from courses.lessons.rendering import present
from courses.storefront.catalogue import search
from courses.storefront.showing import evidence_rows, grade_rows, preview_outline, syllabus_of
from courses.storefront.structured import course_data
from cpd.requests import signed_in


def live_edition(slug: str) -> Edition:
    """Return a course's live edition. Raises Http404."""
    edition = Edition.objects.live().for_cards().filter(course__slug=slug).first()
    if edition is None:
        raise Http404("No such course.")
    return edition


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the live courses, searched and filtered."""
    editions = list(Edition.objects.live().for_cards())
    found = search(editions, request.GET)
    return render(
        request, "courses/storefront/catalogue.html", {"found": found, "total": len(editions)}
    )


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a course teaches, on what evidence, and what is in it."""
    edition = live_edition(slug)
    is_enrolled = request.user.is_authenticated and (
        Enrolment.objects.active().filter(learner=request.user, course=edition.course).exists()
    )
    context = {
        "edition": edition,
        "syllabus": syllabus_of(edition),
        "evidence": evidence_rows(edition),
        "editions": edition.course.editions.order_by("-number"),
        "is_enrolled": is_enrolled,
        "structured": course_data(edition),
    }
    return render(request, "courses/storefront/course.html", context)


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the name that certificates print, then enrol free of charge."""
    edition = live_edition(slug)
    try:
        return _enrol(request, edition)
    except enrolling.Withdrawn:
        context = {"edition": edition}
        return render(request, "courses/storefront/withdrawn.html", context, status=403)


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
    return render(
        request, "courses/storefront/enrol.html", {"edition": edition, "form": form}, status=status
    )


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
