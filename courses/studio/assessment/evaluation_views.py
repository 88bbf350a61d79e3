"""What learners say of a course, without names, and only where there are enough."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.progress.evaluations import FEWEST, EvaluationReport, QuestionReport, evaluations_of
from courses.studio.ownership import editable
from courses.studio.table_files import file_writer, wants_file
from cpd.requests import whole_number
from cpd.sheets import Cell

HEADINGS = ("Question", "Kind", "Answer", "Times")
TEXTS = 100  # of a question, on the page; the file has all


@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the answers to each question, or the same as a file; nothing below five evaluations."""
    if not request.user.has_perm("courses.view_course"):
        raise Http404("No such course.")
    course = get_object_or_404(editable(Course.objects.all(), request.user), pk=pk)
    editions = Edition.objects.filter(course=course).exclude(survey={}).order_by("-number")
    chosen = whole_number(request.GET.get("edition", ""))
    edition = None if chosen is None else get_object_or_404(editions, number=chosen)
    report = evaluations_of(course, edition)
    if wants_file(request):
        write = file_writer(request)
        return write(f"evaluation-{course.slug}", headings=HEADINGS, rows=_lines(report))
    context = {
        "course": course,
        "editions": editions,
        "edition": edition,
        "report": report,
        "fewest": FEWEST,
        "questions": [_shown(question) for question in report.questions],
    }
    return render(request, "courses/studio/assessment/evaluation.html", context)


def _shown(report: QuestionReport) -> dict[str, object]:
    """A question with its bars; on a scale the ends are named."""
    ends = {"1": report.question.get("low"), "5": report.question.get("high")}
    is_scale = report.question["kind"] == "scale"
    whole = report.answered or 1
    return {
        "question": report.question["question"],
        "answered": report.answered,
        "mean": None if report.mean is None else f"{report.mean:.1f}",
        "bars": [
            {
                "words": f"{value}: {ends[value]}" if is_scale and value in ends else value,
                "count": count,
                "width": round(count * 100 / whole),
            }
            for value, count in report.counts.items()
        ],
        "texts": report.texts[:TEXTS],
        "more": max(0, len(report.texts) - TEXTS),
    }


def _lines(report: EvaluationReport) -> Iterator[list[Cell]]:
    """A line for each value and its count, and one for each text; never one for a person."""
    for entry in report.questions:
        asked = [entry.question["question"], entry.question["kind"]]
        yield from ([*asked, value, count] for value, count in entry.counts.items())
        yield from ([*asked, text, 1] for text in entry.texts)
