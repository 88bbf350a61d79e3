"""What a learner's page shows."""

from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.certificates.models import Certificate
from courses.progress.overview import Overview
from cpd.requests import whole_number
from cpd.support.forms import ExtendForm, GrantForm, NameForm
from cpd.support.learners import Learner
from cpd.support.standing import Place, places_of
from cpd.support.timeline.reading import KINDS, timeline_of
from payments.models import Order

ORDERS_SHOWN = 20


def show_learner(
    request: HttpRequest,
    learner: Learner,
    *,
    failed: Form | None = None,
) -> HttpResponse:
    """Draw the page, every time on it as the learner's clock has it; with the form that was posted
    to this address and not accepted, if there is one."""
    with timezone.override(learner.zone):
        return _show(request, learner, failed)


def _show(request: HttpRequest, learner: Learner, failed: Form | None) -> HttpResponse:
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
        "places": [_row(place) for place in places_of(learner)],
        "certificates": certificates.defer("facts").order_by("-issued_at"),
        "orders": orders[: ORDERS_SHOWN + 1],
        "orders_shown": ORDERS_SHOWN,
        "line": line,
        "kinds": [(key, label) for key, (label, _) in KINDS.items()],
        "name_form": NameForm(initial={"name": user.certificate_name}, auto_id="name-%s"),
        "grant_form": GrantForm(auto_id="grant-%s"),
        "failed": failed,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return render(request, "support/learner.html", context, status=status)


def _row(place: Place) -> dict[str, Any]:
    return {
        "place": place,
        "progress": _progress(place.overview),
        "extend_form": ExtendForm(auto_id=f"extend-{place.enrolment.public_id}-%s"),
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
