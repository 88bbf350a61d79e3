"""Setting documents with Typst: data in as JSON, PDF/A-3a and PDF/UA-1 out, nothing from the
network."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from cpd.printing.fonts import FAMILIES, folders
from cpd.printing.mending import mend

STANDARDS: "typst.PDFStandards" = ["a-3a", "ua-1"]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders()],
    )


def typeset(
    template: str, data: Mapping[str, Any], *, made_at: datetime, credential: bytes | None = None
) -> bytes:
    """Return a PDF, with a credential in it if one is given; equal input gives equal bytes. Raises
    typst.TypstError for what cannot be printed."""
    inputs = {} if credential is None else {"credential": credential.decode()}
    compiler = _compiler(template, data, **inputs)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=made_at.astimezone(UTC))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst returned no single PDF.")
    return (
        mend(pdf, data) + b"\n"
    )  # a signature's section must start on a line of its own (PDF/A 6.1.9)


def pictures(template: str, data: Mapping[str, Any]) -> list[bytes]:
    """Return the same pages as SVG, for a look on the screen. Raises typst.TypstError."""
    pages = _compiler(template, data).compile(format="svg")
    return [page for page in (pages if isinstance(pages, list) else [pages]) if page is not None]


def _compiler(template: str, data: Mapping[str, Any], **inputs: str) -> typst.Compiler:
    folder = Path(settings.BASE_DIR) / "templates" / "typst"  # a template reads nothing outside it
    given = {
        "data": json.dumps(data, ensure_ascii=False),
        "fonts": json.dumps(FAMILIES[2:]),
    }
    return typst.Compiler(
        folder / f"{template}.typ",
        root=folder,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=given | inputs,
    )
