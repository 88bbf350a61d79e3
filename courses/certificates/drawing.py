"""Drawing a certificate's PDF from its frozen facts."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import segno

from courses.catalogue.covers import draw_cover
from cpd.printing.typesetting import typeset

COVER_STYLE = (
    "<style>.cover-ground{fill:none}"
    ".cover-line{fill:none;stroke:#1f5547;stroke-width:.9;stroke-opacity:.45}"
    ".cover-line-strong{fill:none;stroke:#1f5547;stroke-width:1.9;stroke-opacity:.6}"
    ".cover-fill{fill:#1f5547;fill-opacity:.03;stroke:none}.cover-cut{fill:none;stroke:#fefdfa}</style>"
)
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 16" fill="none" stroke="#1f5547" '
    'stroke-width="1.6" stroke-linecap="round"><path d="M1 3.5c3-2.6 6-2.6 9 0s6 2.6 9 0'
    'M1 8.5c3-2.6 6-2.6 9 0s6 2.6 9 0M1 13.5c3-2.6 6-2.6 9 0s6 2.6 9 0"/></svg>'
)


def draw_pdf(
    facts: Mapping[str, Any], *, name: str, serial: str, token: str, is_sample: bool = False
) -> bytes:
    """Return the certificate as PDF/A-3a and PDF/UA-1; the same facts give the same bytes."""
    completed_on = date.fromisoformat(facts["completed_on"])
    address = f"{facts['verify_base']}{token}/"
    data = {
        "facts": facts,
        "name": unicodedata.normalize("NFC", name),
        "serial": serial,
        "address": address,
        "is_sample": is_sample,
        "started_on": _long(facts["started_on"]),
        "completed_on": _long(facts["completed_on"]),
        "cover": cover_for_print(facts["topic"], facts["slug"]),
        "mark": MARK,
        "qr": qr_code(address),
    }
    return typeset("certificate", data, made_at=datetime.combine(completed_on, time(12), UTC))


def cover_for_print(topic: str, slug: str) -> str:
    """Return the course's drawing with its colours inside, for paper."""
    svg = draw_cover(topic, slug)
    start = svg.index(">") + 1
    head = svg[:start].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"{head}{COVER_STYLE}{svg[start:]}"


def qr_code(address: str) -> str:
    """Return a QR code as SVG."""
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", border=0, dark="#18231f", xmldecl=False, omitsize=True
    )
    return buffer.getvalue().decode()


def _long(day: str) -> str:
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B %Y}"
