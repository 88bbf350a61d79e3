"""The studio's first page: what waits, an editor's courses, what runs out, and how many complete;
each panel for those who have its right."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from courses.catalogue.models import Course
from courses.studio.course_states import state_of, with_states
from courses.studio.ownership import editable, may_edit_all
from courses.studio.reports.selecting import Selection
from courses.studio.reports.tables import Chart, Row, Say, Table, chart
from cpd.periods import ZONE, Grain, Period

SHOWN = 20
WEEKS = 8
# Wagtail's, about pages and its workflow: our drafts are no pages.
OF_NO_USE = (
    WorkflowObjectsToModeratePanel,
    UserObjectsInWorkflowModerationPanel,
    RecentEditsPanel,
    LockedPagesPanel,
)


class CoursesPanel(Component):
    """The courses that somebody may change."""

    name = "courses"
    order = 50
    template_name = "courses/studio/home_courses.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the courses with where they stand; one query."""
        courses = editable(Course.objects.select_related("topic"), self.request.user)
        found = list(with_states(courses).order_by("title")[: SHOWN + 1])
        return {
            "courses": [(course, state_of(course)) for course in found[:SHOWN]],
            "has_more": len(found) > SHOWN,
            "may_add": self.request.user.has_perm("courses.add_course"),
        }


class CompletionsPanel(Component):
    """Completions of the last eight weeks, in the courses that somebody may change."""

    name = "completions"
    order = 70
    template_name = "courses/studio/home_weeks.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count them by week; one query that groups by day in the database."""
        user = self.request.user
        own = None
        if not may_edit_all(user):
            courses = editable(Course.objects.all(), user).order_by()
            own = tuple(courses.values_list("pk", flat=True))
        period = last_weeks()
        rows = Selection(period, courses=own).completions().values_list("completed_on")
        counts = period.counted(rows.annotate(n=Count("pk")).order_by(), Grain.WEEK)
        weeks = [(Grain.WEEK.words(start), count) for start, count in counts.items()]
        return {"weeks": weeks_of("Completions", weeks), "name": "completions"}


@dataclass(frozen=True, slots=True)
class Weeks:
    """A number a week as a small chart, where there was any, and as the table behind it."""

    chart: Chart | None
    table: Table


def last_weeks() -> Period:
    """Return this week up to today, and the seven before it."""
    today = timezone.localdate(timezone=ZONE)
    return Period(Grain.WEEK.start(today) - timedelta(weeks=WEEKS - 1), today)


def weeks_of(title: str, weeks: list[tuple[str, int]], say: Say = str) -> Weeks:
    """Return the chart of a number a week, and its table; `say` prints the numbers."""
    rows = [Row([week, say(number)]) for week, number in weeks]
    table = Table(title.casefold(), title, ["Week", title], rows)
    return Weeks(chart(title, weeks, say), table)


def without_wagtails(panels: list[Any]) -> None:
    """Take the panels out that are of no use here."""
    panels[:] = [panel for panel in panels if not isinstance(panel, OF_NO_USE)]
