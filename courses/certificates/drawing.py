"""Drawing a certificate's PDF from its frozen facts, in one of two layouts."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno

from courses.catalogue.covers import draw_cover
from cpd.printing.shown import all_printable, long_date
from cpd.printing.typesetting import pictures, typeset

TEMPLATES = {"full": "certificate_full", "page": "certificate_page"}
KINDS = {
    "reading": "Reading",
    "video": "Video and audio",
    "activity": "Activities",
    "assessment": "Assessment",
}
COVER_STYLE = (
    "<style>.cover-ground{fill:none}"
    ".cover-line{fill:none;stroke:#1f5547;stroke-width:.9;stroke-opacity:.45}"
    ".cover-line-strong{fill:none;stroke:#1f5547;stroke-width:1.9;stroke-opacity:.6}"
    ".cover-fill{fill:#1f5547;fill-opacity:.03}.cover-cut{fill:none;stroke:#fefdfa}</style>"
)
NO_MEMBERSHIPS: Mapping[str, str] = {}


def draw_pdf(
    facts: Mapping[str, Any],
    *,
    name: str,
    serial: str,
    token: str,
    memberships: Mapping[str, str] = NO_MEMBERSHIPS,
    credential: bytes | None = None,
    layout: str = "full",
    is_sample: bool = False,
) -> bytes:
    """Return the certificate as PDF/A-3a and PDF/UA-1; the same facts give the same bytes. The
    layout is `full` (A4 portrait, for the audit file) or `page` (A4 landscape, to hang up).
    Memberships are numbers by the slug of their body; the credential is JSON, and is attached."""
    data = _printed(facts, name=name, serial=serial, token=token, memberships=memberships)
    made_at = datetime.combine(date.fromisoformat(facts["completed_on"]), time(12), UTC)
    data["is_sample"] = is_sample
    return typeset(TEMPLATES[layout], data, made_at=made_at, credential=credential)


def draw_look(facts: Mapping[str, Any], *, name: str) -> list[bytes]:
    """Return a certificate's pages as SVG: a look at it, marked as a sample, without a serial that
    could be asked for."""
    data = _printed(facts, name=name, serial="SAMPLE", token="sample")  # noqa: S106 no secret
    return pictures(TEMPLATES["full"], data | {"is_sample": True})


def _printed(
    facts: Mapping[str, Any],
    *,
    name: str,
    serial: str,
    token: str,
    memberships: Mapping[str, str] = NO_MEMBERSHIPS,
) -> dict[str, Any]:
    """Return what the layouts take."""
    address = f"{facts['verify_base']}{token}/"
    return {
        "facts": all_printable(facts),
        "name": unicodedata.normalize("NFC", name),
        "serial": serial,
        "address": address,
        "started_on": long_date(date.fromisoformat(facts["started_on"])),
        "completed_on": long_date(date.fromisoformat(facts["completed_on"])),
        "bodies": bodies_for_print(facts, memberships),
        "minutes": minutes_for_print(facts),
        "cover": cover_for_print(facts["topic"], facts["slug"]),
        "qr": qr_code(address),
    }


def bodies_for_print(
    facts: Mapping[str, Any], memberships: Mapping[str, str] = NO_MEMBERSHIPS
) -> list[dict[str, str]]:
    """Return each chosen body with what its members may claim, and the learner's number there."""
    rows = [
        {
            "name": body["name"],
            "abbreviation": body.get("abbreviation", ""),
            "words": body["words"],
            "number": memberships.get(body["slug"], ""),
        }
        for body in facts.get("bodies") or []
    ]
    return [all_printable(row) for row in rows]


def minutes_for_print(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the minutes of each kind that has any; none for certificates without them."""
    by_kind = facts.get("minutes_by_kind") or {}
    return [
        {"kind": words, "minutes": by_kind[kind]}
        for kind, words in KINDS.items()
        if by_kind.get(kind)
    ]


@lru_cache(64)
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
