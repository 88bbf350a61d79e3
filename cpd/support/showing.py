"""What a learner's page shows."""

from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.certificates.models import Certificate
from courses.progress.overview import Overview
from cpd.requests import whole_number
from cpd.support.forms import ExtendForm, GrantForm, NameForm, ReasonForm
from cpd.support.learners import Learner
from cpd.support.standing import Place, places_of
from cpd.support.timeline.reading import KINDS, timeline_of
from payments.models import Order

ORDERS_SHOWN = 20


def show_learner(
    request: HttpRequest,
    learner: Learner,
    *,
    forms: dict[str, Form] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Draw the page, with forms that were filled in wrongly under their names."""
    given = forms or {}
    line = timeline_of(
        learner,
        kind=request.GET.get("kind", ""),
        page=whole_number(request.GET.get("page", "")) or 1,
    )
    user = learner.user
    orders = Order.objects.filter(user=user).prefetch_related("documents")
    certificates = Certificate.objects.filter(learner=user)
    context = {
        "learner": learner,
        "user_shown": user,
        "memberships": user.memberships.select_related("body"),
        "places": [_row(place, given) for place in places_of(learner)],
        "certificates": certificates.defer("facts").order_by("-issued_at"),
        "orders": orders[: ORDERS_SHOWN + 1],
        "orders_shown": ORDERS_SHOWN,
        "line": line,
        "kinds": [(key, label) for key, (label, _) in KINDS.items()],
        "name_form": given.get("name") or NameForm(initial={"name": user.certificate_name}),
        "grant_form": given.get("grant") or GrantForm(auto_id="grant-%s"),
        "reason_form": given.get("impersonate") or ReasonForm(),
        "opened": set(given),
    }
    return render(request, "support/learner.html", context, status=status)


def _row(place: Place, given: dict[str, Form]) -> dict[str, Any]:
    name = f"extend-{place.enrolment.public_id}"
    return {
        "place": place,
        "progress": _progress(place.overview),
        "extend_form": given.get(name) or ExtendForm(auto_id=f"{name}-%s"),
        "is_open": name in given,
    }


def _progress(overview: Overview) -> str:
    """Return in words how far a learner is."""
    parts = [f"{overview.lessons_done} of {overview.lesson_count} lessons"]
    for quiz in overview.quizzes:
        if quiz.is_passed:
            parts.append(f"{quiz.title}: passed")
        elif quiz.left is None:
            parts.append(f"{quiz.title}: not passed, attempts without limit")
        else:
            parts.append(f"{quiz.title}: not passed, {quiz.left} attempts left")
    return "; ".join(parts)
