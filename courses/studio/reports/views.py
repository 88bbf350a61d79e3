"""The reports' pages and files: filters in the address, wrong ones with what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.catalogue.models import Course
from courses.studio.ownership import editable, may_edit_all
from courses.studio.reports.forms import FilterForm, with_period
from courses.studio.reports.kinds import KINDS, NEIGHBOURS, Kind
from courses.studio.reports.selecting import Selection
from courses.studio.table_files import file_writer, wants_file
from cpd.periods import Period
from cpd.requests import whole_number
from cpd.sheets import Cell

LOOK = "courses.view_course"
SEE_PEOPLE = "accounts.view_user"
IN_COURSE = {"period": "365"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody may look at: their courses, and all of them if `courses` is None."""

    rows: Any
    courses: tuple[int, ...] | None


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """List the reports that somebody may read, each with what it is for."""
    neighbours = [entry for entry in NEIGHBOURS if request.user.has_perm(entry.right)]
    kinds = list(KINDS.values()) if request.user.has_perm(LOOK) else []
    if not (kinds or neighbours):
        raise Http404("No report for you.")
    context = {"kinds": kinds, "neighbours": neighbours}
    return render(request, "courses/studio/reports/index.html", context)


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a report, or one of its tables, or all its rows, as a file. Raises Http404 for another
    author's course."""
    seen = _seen(request)
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404("No such report.")
    course = _course(request, seen)
    form = FilterForm(
        with_period(request.GET), courses=seen.rows, course=course, takes=set(kind.takes)
    )
    context = {"kind": kind, "form": form, "course": course}
    if not form.is_valid():
        return render(request, "courses/studio/reports/report.html", context, status=422)
    selection = form.selection(seen.courses)
    if wants_file(request):
        return _file(request, kind, selection)
    query = request.GET.copy()
    query.pop("table", None)
    context |= {"report": kind.build(selection), "selection": selection, "query": query.urlencode()}
    return render(request, "courses/studio/reports/report.html", context)


@require_safe
def course_reports(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the figures of one course in the last year, each leading to its report."""
    seen = _seen(request)
    course = get_object_or_404(seen.rows, pk=pk)
    form = FilterForm(
        IN_COURSE, courses=seen.rows, course=course, takes={"period", "first", "last", "course"}
    )
    form.full_clean()
    selection = form.selection(seen.courses)
    reports = [(kind, kind.build(selection).figures) for kind in KINDS.values()]
    context = {"course": course, "reports": reports}
    return render(request, "courses/studio/reports/course.html", context)


def _seen(request: HttpRequest) -> Seen:
    if not request.user.has_perm(LOOK):
        raise Http404("No report for you.")
    rows = editable(Course.objects.all(), request.user)
    if may_edit_all(request.user):
        return Seen(rows, None)
    return Seen(rows, tuple(rows.order_by().values_list("pk", flat=True)))


def _course(request: HttpRequest, seen: Seen) -> Course | None:
    """The course in the address; what is no number is the form's business."""
    chosen = request.GET.get("course", "")
    if not chosen.isdecimal():
        return None
    if whole_number(chosen) is None:
        raise Http404("No such course.")
    return get_object_or_404(seen.rows, pk=chosen)


def _file(request: HttpRequest, kind: Kind, selection: Selection) -> HttpResponseBase:
    write = file_writer(request)
    name = request.GET.get("table", "")
    title = _file_name(kind.slug, name, selection.period)
    if not name and kind.rows is not None:
        lines = kind.rows(selection, with_people=request.user.has_perm(SEE_PEOPLE))
        return write(title, headings=lines.headings, rows=lines.lines)
    table = kind.build(selection).table(name)
    if table is None:
        raise Http404("No such table.")
    rows: Iterable[list[Cell]] = (row.cells for row in table.rows)
    return write(title, headings=table.headings, rows=rows)


def _file_name(slug: str, table: str, period: Period) -> str:
    return "-".join(filter(None, (slug, table, f"{period.first}", f"{period.last}")))
