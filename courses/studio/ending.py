"""What runs out: admins are told of accreditations by mail, and whoever edits the course on the
studio's first page, of evidence too."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from accounts.models import User
from courses.catalogue.models import Accreditation, Course
from courses.catalogue.models.accreditation import SOON
from courses.editions.readiness.course_checks import last_stale_review
from courses.studio.ownership import editable
from cpd.dates import long_date
from cpd.outbox.mailer import send_once
from cpd.outbox.schedule import every

SHOWN = 20
WARN_AT = (14, 60)  # days before the last day, the nearer first
EDIT = "wagtailsnippets_courses_accreditation:edit"


@every(timedelta(days=1), "studio.accreditations")
def warn_of_endings() -> None:
    """Tell admins of what runs out, once at 60 and once at 14 days before; a new last day tells
    anew."""
    today = timezone.localdate()
    admins = list(_admins())
    for row in _ending(today, within=timedelta(days=max(WARN_AT))):
        _warn(row, admins, today)


def _ending(today: date, *, within: timedelta) -> QuerySet[Accreditation]:
    """Where the next one is entered already, or the course is retired, nobody has to act."""
    rows = Accreditation.objects.ending(today, within=within).without_successor()
    return rows.filter(course__retired_at__isnull=True).select_related("course", "body")


def _warn(row: Accreditation, admins: list[User], today: date) -> None:
    if row.valid_until is None:
        return
    left = (row.valid_until - today).days
    stage = next(days for days in WARN_AT if left <= days)
    context = {
        "accreditation": row,
        "last_day": long_date(row.valid_until),
        "address": reverse(EDIT, args=[row.pk]),
    }
    for admin in admins:
        send_once(
            "accreditation_ending",
            to=admin.email,
            cause=f"accreditation-ending:{row.pk}:{row.valid_until}:{stage}",
            context=context,
        )


def _admins() -> QuerySet[User]:
    staff = User.objects.filter(is_active=True, is_staff=True)
    return staff.filter(Q(groups__name="Admin") | Q(is_superuser=True)).distinct().order_by("pk")


class EndingPanel(Component):
    """What runs out: accreditations within 90 days, and evidence looked at two years ago; each of
    the courses that somebody may change."""

    name = "endings"
    order = 60
    template_name = "courses/studio/home_endings.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return accreditations and courses, the next to end first."""
        user = self.request.user
        accreditations: QuerySet[Accreditation] = Accreditation.objects.none()
        if user.has_perm("courses.view_accreditation"):
            accreditations = editable(_ending(timezone.localdate(), within=SOON), user)
        courses = Course.objects.none()
        if user.has_perm("courses.change_course"):
            courses = editable(stale_evidence(timezone.localdate()), user)
        return {
            "accreditations": accreditations[:SHOWN],
            "may_renew": user.has_perm("courses.change_accreditation"),
            "courses": courses[:SHOWN],
        }


def stale_evidence(today: date) -> QuerySet[Course]:
    """Return the courses on offer whose evidence was last reviewed more than two years ago, or
    never, the oldest first."""
    last = last_stale_review(today)
    is_stale = Q(evidence_reviewed_on__lte=last) | Q(evidence_reviewed_on__isnull=True)
    live = Course.objects.filter(is_stale, editions__is_live=True, retired_at__isnull=True)
    return live.order_by(F("evidence_reviewed_on").asc(nulls_first=True), "title")
