"""The page that tells a learner why a course of theirs does not open, and what stays theirs."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.countries import local_date, zone_of
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.access import AccessEnded
from cpd.dates import last_day

if TYPE_CHECKING:
    from courses.enrolment.models import Enrolment, Grant


def explains_closing[**P](
    view: Callable[P, HttpResponse],
) -> Callable[P, HttpResponse]:
    """Answer with that page, still a 404, where the learner's access has ended."""

    @wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except AccessEnded as ended:
            request = next(value for value in args if isinstance(value, HttpRequest))
            return closed_page(request, ended.enrolment)

    return wrapper


def closed_page(request: HttpRequest, enrolment: "Enrolment") -> HttpResponse:
    """Show since when and why, the certificates that stay, and where to go."""
    grants = list(enrolment.grants.all())
    last = max(grants, key=lambda grant: grant.revoked_at or grant.ends_at or grant.created_at)
    context = {
        "enrolment": enrolment,
        "grant": last,
        "closed_on": local_date(enrolment.learner, last.revoked_at) if last.revoked_at else None,
        "last_day": _last_day(last, enrolment),
        "certificates": Certificate.objects.filter(completion__enrolment=enrolment),
        "is_on_sale": Edition.objects.live().filter(course=enrolment.course_id).exists(),
    }
    return render(request, "courses/classroom/closed.html", context, status=HTTPStatus.NOT_FOUND)


def _last_day(grant: "Grant", enrolment: "Enrolment") -> date | None:
    """The last day of an access that ended by its date, where the learner lives."""
    if grant.revoked_at or not grant.ends_at:
        return None
    zone = zone_of(enrolment.learner)
    return last_day(grant.ends_at, zone) or grant.ends_at.astimezone(zone).date()
