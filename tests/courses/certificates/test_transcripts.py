"""A transcript lists every certificate, counts the valid ones, and flows over pages."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from courses.certificates.transcripts import Entry, Transcript, draw_transcript
from tests.reading import pages_of

FIRST = date(2024, 1, 15)
REPLACED = "Replaced by a later certificate"


def entry(number: int = 0, **values: Any) -> Entry:
    return Entry(
        **{
            "completed_on": FIRST + timedelta(days=20 * number),
            "title": f"Course {number}",
            "edition": 2,
            "minutes": 50,
            "assessed": "Yes, quiz passed at 80 % or more",
            "serial": f"7QK4-M2WD-{number:04d}",
            "provider": "Example Ltd, ABN 00",
            **values,
        }
    )


def transcript(count: int = 3, *, name: str = "Alice Nguyễn", **values: Any) -> Transcript:
    return Transcript(
        **{
            "name": name,
            "brand": "Massage CPD",
            "entries": [entry(number) for number in range(count)],
            "made_on": date(2026, 11, 26),
            "verify_address": "https://example.org/verify/",
            "statement": "It is not a qualification.",
            **values,
        }
    )


def text_of(drawn: Transcript) -> str:
    return " ".join(pages_of(draw_transcript(drawn)))


def test_everything_that_is_asked_for_is_there() -> None:
    text = text_of(transcript(2))

    for fact in (
        "Alice Nguyễn", "15 January 2024 to 4 February 2024", "Valid certificates2",
        "Example Ltd, ABN 00", "Course 0", "Edition 2. Assessed: Yes, quiz passed at 80 % or more",
        "7QK4-M2WD-0001", "50 min", "1 h 40 min", "made on 26 November 2026",
        "example.org/verify/", "It is not a qualification.", "Page 1 of 1",
    ):  # fmt: skip
        assert fact in text


def test_equal_values_give_equal_bytes() -> None:
    assert draw_transcript(transcript(30)) == draw_transcript(transcript(30))


def test_certificates_stand_in_the_order_of_their_days() -> None:
    shuffled = [entry(number) for number in (2, 0, 1)]

    text = text_of(transcript(entries=shuffled))

    assert re.findall(r"Course \d", text) == ["Course 0", "Course 1", "Course 2"]


def test_each_calendar_year_has_its_total() -> None:
    entries = [
        entry(0, completed_on=date(2025, 12, 31), minutes=30),
        entry(1, completed_on=date(2026, 1, 1), minutes=45),
        entry(2, completed_on=date(2026, 6, 1), minutes=60),
    ]

    text = text_of(transcript(entries=entries))

    assert "2025130 min202621 h 45 minIn all32 h 15 min" in text


def test_what_is_no_longer_valid_is_listed_apart_and_never_counted() -> None:
    entries = [entry(0), entry(1, state=REPLACED, minutes=600)]

    text = text_of(transcript(entries=entries))

    assert "Learning in all50 min" in text
    assert "In all150 min" in text
    valid, apart = text.split("No longer valid")
    assert "Course 1" not in valid
    assert f"7QK4-M2WD-0001{REPLACED}" in apart


def test_without_certificates_it_says_so() -> None:
    text = text_of(transcript(0))

    assert "There is no valid certificate in this period." in text
    assert "To 26 November 2026" in text
    assert "Totals" not in text


@pytest.mark.parametrize("since", [None, date(2024, 1, 1)])
def test_the_period_is_the_one_asked_for_or_that_of_the_certificates(since: date | None) -> None:
    text = text_of(transcript(1, since=since, until=date(2024, 12, 31)))

    first = "1 January 2024" if since else "15 January 2024"
    assert f"{first} to 31 December 2024" in text


def test_each_provider_is_named_once() -> None:
    entries = [entry(0), entry(1), entry(2, provider="Other Ltd, 123")]

    assert "ProvidersExample Ltd, ABN 00; Other Ltd, 123" in text_of(transcript(entries=entries))


def test_a_long_list_flows_over_pages_under_its_head() -> None:
    pages = pages_of(draw_transcript(transcript(90)))

    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Alice Nguyễn" in page
        assert ("Course " in page) == ("Completed onCourseSerialDuration" in page)
    assert sum(len(re.findall(r"Course \d", page)) for page in pages) == 90
