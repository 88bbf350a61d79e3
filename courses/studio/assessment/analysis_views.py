"""The item analysis of a quiz, and of one question version in it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.attempts.analysis.gathering import item_report, quiz_report, version_tally
from courses.attempts.analysis.readings import FEWEST, TOO_FEW
from courses.attempts.models import KeyCorrection
from courses.studio.assessment.forms import SelectionForm
from courses.studio.assessment.places import CORRECT, asked_version, own_quiz
from courses.studio.assessment.showing import (
    HEADINGS,
    Row,
    options_of,
    quiz_facts,
    rows_of,
    side_by_side,
)
from courses.studio.table_files import file_writer, wants_file

SIDE_BY_SIDE = 3  # other versions of a question beside it


@require_safe
def analysis(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what the answers say: findings first, then each question; or the same as a file."""
    quiz = own_quiz(request, pk)
    form = SelectionForm(request.GET or None, quiz=quiz)
    report = quiz_report(form.selection)
    rows = rows_of(report)
    if wants_file(request) and not form.errors:
        name = f"item-analysis-{quiz.key}"
        write = file_writer(request)
        return write(name, headings=HEADINGS, rows=(row.cells for row in rows))
    all_found = [(row, finding) for row in rows for finding in row.findings]
    telling = [both for both in all_found if both[1].code != TOO_FEW]
    context = {
        "quiz": quiz,
        "form": form,
        "query": request.GET.urlencode(),
        "facts": quiz_facts(report.quiz),
        "attempts": report.quiz.attempts,
        "rows": rows,
        "findings": sorted(telling, key=lambda both: both[1].weight),
        "too_few": len(all_found) - len(telling),
        "fewest": FEWEST,
    }
    status = 422 if form.errors else 200
    return render(request, "courses/studio/assessment/analysis.html", context, status=status)


@require_safe
def question(request: HttpRequest, pk: int, version_pk: int) -> HttpResponseBase:
    """Show one question version: its figures, who took which option, its other versions, its
    corrections."""
    quiz = own_quiz(request, pk)
    version = asked_version(quiz, version_pk)
    form = SelectionForm(request.GET or None, quiz=quiz)
    report = item_report(version, version_tally(version, form.selection))
    others = version.question.versions.exclude(pk=version.pk).order_by("-number")[:SIDE_BY_SIDE]
    versions = [
        Row(0, item_report(other, version_tally(other, form.selection)), None) for other in others
    ]
    row = Row(0, report, None)
    context = {
        "quiz": quiz,
        "form": form,
        "query": request.GET.urlencode(),
        "version": version,
        "row": row,
        "places": list(options_of(report.item.places)),
        "versions": versions,
        "figures": side_by_side([row, *versions]),
        "corrections": KeyCorrection.objects.filter(version=version).select_related("made_by"),
        "may_correct": request.user.has_perm(CORRECT),
    }
    status = 422 if form.errors else 200
    return render(request, "courses/studio/assessment/question.html", context, status=status)
