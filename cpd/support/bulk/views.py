"""Enrolling many: upload or paste, look, confirm, and the outcome as a table."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.interchange.questions.form import Unreadable
from cpd.requests import signed_in
from cpd.sheets import sheet
from cpd.support.bulk.enrolling import NothingSound, OnlyWhole, begin, look_at
from cpd.support.bulk.forms import TableForm
from cpd.support.models import BulkEnrolment
from cpd.support.rights import may_enrol_many

PER_PAGE = 100
HEADINGS = ("row", "email", "course", "name", "access_until", "outcome")


@require_http_methods(["GET", "HEAD", "POST"])
@may_enrol_many
def upload(request: HttpRequest) -> HttpResponse:
    """Take a table and lead to what would become of it."""
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if is_sent and form.is_valid():
        reason, by = form.cleaned_data["reason"], signed_in(request)
        try:
            table = look_at(form.content, name=form.name, reason=reason, by=by)
        except Unreadable as unreadable:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", unreadable.reason)
        else:
            return redirect("support:bulk_preview", table.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    tables = BulkEnrolment.objects.select_related("by").defer("rows")[:20]
    return render(request, "support/bulk.html", {"form": form, "tables": tables}, status=status)


@require_safe
@may_enrol_many
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show every row with what would become of it; once it was done, with what did."""
    table = get_object_or_404(BulkEnrolment.objects.select_related("by"), public_id=public_id)
    wants = "faulty" if request.GET.get("show") == "faulty" else "all"
    rows = table.faulty if wants == "faulty" else table.rows
    counted = table.counted
    context = {
        "table": table,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "wants": wants,
        "sound_count": counted["sound"],
        "faulty_count": counted["faulty"],
    }
    return render(request, "support/bulk_preview.html", context)


@require_POST
@may_enrol_many
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enrol the sound rows; a second click changes nothing."""
    table = get_object_or_404(BulkEnrolment, public_id=public_id)
    try:
        is_done = begin(table, by=signed_in(request), only_whole="whole" in request.POST)
        words = "The rows are being enrolled: load this page again to see each one’s outcome."
        messages.success(request, words if is_done else "This table was confirmed before.")
    except NothingSound:
        messages.error(request, "No row can be enrolled: mend the table and upload it again.")
    except OnlyWhole:
        messages.error(request, "Nobody was enrolled, because some rows cannot be.")
    return redirect("support:bulk_preview", public_id)


@require_safe
@may_enrol_many
def outcome(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The rows with their outcomes, for a spreadsheet, as long as they are kept."""
    table = get_object_or_404(BulkEnrolment, public_id=public_id)
    if table.swept_at:
        return redirect("support:bulk_preview", public_id)
    names = ("number", "email", "course", "name", "until")
    rows = (
        [*(row[name] for name in names), row["outcome"] or row["fault"] or row["plan"]]
        for row in table.rows
    )
    return sheet("bulk-enrolment", headings=HEADINGS, rows=rows)
