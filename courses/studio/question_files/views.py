"""Bringing question files into a bank: upload, look and choose, import."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.interchange.bank import uploading
from courses.interchange.models import QuestionImport
from courses.interchange.questions.form import Unreadable
from courses.studio.question_files.banks import (
    address,
    list_address,
    own_bank,
    own_import,
    quizzes_to_fill,
)
from courses.studio.question_files.forms import UploadForm, WishesForm
from courses.studio.question_files.presenting import present
from cpd.requests import signed_in, whole_number

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Take a file and lead to what is in it."""
    bank = own_bank(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = uploading.upload(
                file.read(),
                name=file.name,
                bank=bank,
                by=signed_in(request),
                format=form.cleaned_data["format"],
            )
        except Unreadable as unreadable:
            form.add_error("file", unreadable.reason)
        else:
            return redirect("question_files:preview", row.public_id)
    context = {
        "form": form,
        "bank": bank,
        "list_address": list_address(bank),
        "export_address": address("export", bank),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "courses/studio/question_files/upload.html", context, status=status)


@require_safe
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a file holds, a page at a time; or, once it was imported, what went in."""
    row = own_import(request, public_id)
    if row.imported_at is not None:
        quizzes = quizzes_to_fill(row.course, request.user)
        context = {
            "row": row,
            "quizzes": quizzes,
            "filled": quizzes.filter(pk=whole_number(str(row.wishes.get("quiz", ""))) or 0).first(),
            "left_out": [item for item in row.items if item["number"] not in row.wants],
            "list_address": list_address(row.course),
        }
        return render(request, "courses/studio/question_files/done.html", context)
    form = WishesForm(initial=row.wishes, quizzes=quizzes_to_fill(row.course, request.user))
    return _preview(request, row, form, request.GET.get("page"))


@require_POST
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what is ticked on a page, then turn to another, or import."""
    row = own_import(request, public_id)
    if row.imported_at is not None:
        return redirect("question_files:preview", public_id)
    pages = Paginator(row.items, PER_PAGE)
    here = pages.get_page(request.POST.get("here"))
    form = WishesForm(request.POST, quizzes=quizzes_to_fill(row.course, request.user))
    _keep(request, row, among=[item["number"] for item in here])
    if not form.is_valid():
        return _preview(request, row, form, str(here.number), status=422)
    act = request.POST.get("act", "")
    if act == "import":
        return _finish(request, row, form)
    if act in {"all", "none"}:
        _choose_at_once(row, act)
    turned = pages.get_page(act if act.isdecimal() else here.number).number
    return redirect(f"{_address(row)}?page={turned}#items")


def _keep(request: HttpRequest, row: QuestionImport, *, among: list[int]) -> None:
    numbers = (whole_number(one) for one in request.POST.getlist("take"))
    ticked = [number for number in numbers if number is not None]
    uploading.choose(row, among=among, ticked=ticked)
    row.wishes = {"tags": request.POST.get("tags", ""), "quiz": request.POST.get("quiz", "")}
    row.save(update_fields=["wishes"])


def _choose_at_once(row: QuestionImport, act: str) -> None:
    if act == "all":
        uploading.choose_all_new(row)
    else:
        uploading.choose(row, among=row.wants, ticked=[])


def _finish(request: HttpRequest, row: QuestionImport, form: WishesForm) -> HttpResponse:
    wishes = {"tags": form.cleaned_data["tags"], "quiz": form.cleaned_data.get("quiz")}
    try:
        uploading.finish(row, by=signed_in(request), **wishes)
    except uploading.NothingChosen:
        messages.error(request, "Nothing was imported: tick at least one question.")
    return redirect("question_files:preview", row.public_id)


def _preview(
    request: HttpRequest, row: QuestionImport, form: WishesForm, page: str | None, status: int = 200
) -> HttpResponse:
    shown = Paginator(row.items, PER_PAGE).get_page(page)
    chosen = row.wants
    entries: list[dict[str, Any]] = [
        {**item, "question": present(item["content"]), "is_chosen": item["number"] in chosen}
        for item in shown
    ]
    context = {
        "row": row,
        "form": form,
        "page": shown,
        "entries": entries,
        "chosen_count": len(chosen),
        "upload_address": address("import", row.course),
    }
    return render(request, "courses/studio/question_files/preview.html", context, status=status)


def _address(row: QuestionImport) -> str:
    return redirect("question_files:preview", row.public_id).url
