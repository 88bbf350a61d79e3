"""Taking questions out of a bank as files, and the templates that spreadsheets begin with."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from courses.catalogue.models import Course
from courses.interchange.bank.export import Export, exported
from courses.interchange.questions.sheets_out import template_csv, template_xlsx
from courses.studio.question_files.banks import ADD, address, list_address, own_bank, questions_of
from courses.studio.question_files.filters import ExportFilter

TYPES = {
    "gift": ("txt", "text/plain; charset=utf-8"),
    "moodle-xml": ("xml", "application/xml"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
TEMPLATES: dict[str, Callable[[], bytes]] = {"csv": template_csv, "xlsx": template_xlsx}


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Choose questions and a format, read what that cannot hold, and get the file."""
    bank = own_bank(request, pk)
    form = ExportFilter(request.POST or request.GET or None, bank=bank)
    rows = form.chosen(questions_of(bank))
    if request.method == "POST" and form.is_valid():
        return _file(exported(rows, form.cleaned_data["format"]), bank)
    said = exported(rows, form.cleaned_data["format"]) if form.is_asked() else None
    context: dict[str, Any] = {
        "form": form,
        "bank": bank,
        "rows": rows,
        "export": said,
        "list_address": list_address(bank),
        "import_address": address("import", bank),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "courses/studio/question_files/export.html", context, status=status)


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Return a table to be filled in, with an example of every kind and help."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    if kind not in TEMPLATES:
        raise Http404("No such template.")
    return _attachment(TEMPLATES[kind](), kind, "questions")


def _file(export: Export, bank: Course | None) -> HttpResponse:
    name = f"{slugify(bank.slug) if bank else 'shared'}-questions"
    return _attachment(export.content, export.format, name)


def _attachment(content: bytes, format: str, name: str) -> HttpResponse:  # noqa: A002
    suffix, kind = TYPES[format]
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response
