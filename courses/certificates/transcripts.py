"""Drawing a transcript: all certificates of a learner on paper, with totals of the valid ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from cpd.durations import hours_and_minutes
from cpd.printing.shown import all_printable, long_date
from cpd.printing.typesetting import typeset

TEMPLATE = "transcript"


@dataclass(frozen=True, slots=True)
class Entry:
    """One certificate; `state` says in words why it is no longer valid, or is empty."""

    completed_on: date
    title: str
    edition: int
    minutes: int
    assessed: str
    serial: str
    provider: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a transcript says; a day of the period that is None is left open."""

    name: str
    brand: str
    entries: Sequence[Entry]
    made_on: date
    verify_address: str
    statement: str
    since: date | None = None
    until: date | None = None


def draw_transcript(transcript: Transcript) -> bytes:
    """Return the transcript as PDF/A-3a and PDF/UA-1; equal values give equal bytes. Certificates
    that are no longer valid are listed apart and never counted."""
    entries = sorted(transcript.entries, key=lambda entry: (entry.completed_on, entry.serial))
    valid = [entry for entry in entries if not entry.state]
    data = {
        "name": transcript.name,
        "brand": transcript.brand,
        "period": period_words(transcript),
        "providers": list(dict.fromkeys(entry.provider for entry in entries)),
        "valid": [_row(entry) for entry in valid],
        "others": [_row(entry) for entry in entries if entry.state],
        "years": totals_by_year(valid),
        "total": hours_and_minutes(sum(entry.minutes for entry in valid)),
        "made_on": long_date(transcript.made_on),
        "verify_address": transcript.verify_address,
        "statement": transcript.statement,
    }
    made_at = datetime.combine(transcript.made_on, time(12), UTC)
    return typeset(TEMPLATE, all_printable(data), made_at=made_at)


def totals_by_year(valid: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return how much was completed in each calendar year, oldest first."""
    minutes: Counter[int] = Counter()
    for entry in valid:
        minutes[entry.completed_on.year] += entry.minutes
    counts = Counter(entry.completed_on.year for entry in valid)
    return [
        {"year": str(year), "count": counts[year], "duration": hours_and_minutes(minutes[year])}
        for year in sorted(counts)
    ]


def period_words(transcript: Transcript) -> str:
    """Return the period in words: what was asked for, and where nothing was, all there is."""
    days = [entry.completed_on for entry in transcript.entries]
    since = transcript.since or min(days, default=None)
    until = transcript.until or max(days, default=None)
    if since is None or until is None:
        return f"To {long_date(until or transcript.made_on)}"
    return f"{long_date(since)} to {long_date(until)}"


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "completed_on": long_date(entry.completed_on),
        "title": entry.title,
        "edition": entry.edition,
        "duration": hours_and_minutes(entry.minutes),
        "assessed": entry.assessed,
        "serial": entry.serial,
        "state": entry.state,
    }
