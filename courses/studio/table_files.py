"""Tables that the studio's pages offer as files, by the word in the address."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from cpd.sheets import sheet
from cpd.workbooks import workbook

FILES: dict[str, Callable[..., HttpResponseBase]] = {"csv": sheet, "xlsx": workbook}


def wants_file(request: HttpRequest) -> bool:
    """Whether a page is asked for its table as a file."""
    return "file" in request.GET


def file_writer(request: HttpRequest) -> Callable[..., HttpResponseBase]:
    """Return what writes the kind of file that is asked for. Raises Http404."""
    write = FILES.get(request.GET.get("file", ""))
    if write is None:
        raise Http404("No such file.")
    return write
