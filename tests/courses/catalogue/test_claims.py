"""The words of claims: accreditation of the day, else a rule we know, else minutes alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import ProfessionalBody
from courses.catalogue.claims import Claim, Ground, Worth, claims_for, units_of, worth
from courses.catalogue.models import Course
from cpd.dates import loose_date
from cpd.durations import in_full
from tests.bodies import make_accreditation, make_body, make_rule
from tests.factories import make_course

JUNE = date(2026, 6, 1)


@pytest.fixture
def amt(db: None) -> ProfessionalBody:
    """A body."""
    return make_body("amt")


@pytest.fixture
def vagus(db: None) -> Course:
    """A course."""
    return make_course()


def claim(body: ProfessionalBody, course: Course, **values: Any) -> Claim:
    facts = {"edition_number": 1, "minutes": 150, "on": JUNE}
    return claims_for([body], course=course, **{**facts, **values})[0]


def row(course: Course, **values: Any) -> Worth:
    facts: dict[str, Any] = {"edition_number": 1, "minutes": 150, "on": JUNE}
    return worth("AU", course=course, **{**facts, **values})[0]


def test_an_accreditation_is_told_whole(vagus: Course, amt: ProfessionalBody) -> None:
    make_accreditation(vagus, amt, "AMT-123", category="Clinical")

    assert claim(amt, vagus).to_json() == {
        "slug": "amt",
        "name": "Association amt",
        "abbreviation": "AMT",
        "words": "2.5 CPE points (Clinical), accreditation AMT-123, "
        "valid 1 January 2026 to 31 December 2026",
        "accreditation": {
            "number": "AMT-123",
            "amount": "2.5",
            "unit": "CPE points",
            "category": "Clinical",
            "valid_from": "2026-01-01",
            "valid_until": "2026-12-31",
        },
    }


def test_without_accreditation_there_are_minutes_and_no_points(
    vagus: Course, amt: ProfessionalBody
) -> None:
    make_rule(amt)
    make_accreditation(vagus, amt)

    ended = claim(amt, vagus, on=date(2027, 1, 1))
    assert ended.words == "2 hours 30 minutes of learning"
    assert ended.to_json()["accreditation"] is None


def test_an_open_accreditation_without_points_tells_the_minutes(
    vagus: Course, amt: ProfessionalBody
) -> None:
    make_accreditation(vagus, amt, "X1", amount=None, unit="", valid_until=None)

    found = claim(amt, vagus)
    assert (
        found.words == "2 hours 30 minutes of learning, accreditation X1, valid from 1 January 2026"
    )
    assert found.to_json()["accreditation"]["amount"] is None
    assert found.to_json()["accreditation"]["valid_until"] is None


def test_claims_keep_the_order_of_the_bodies_and_cost_one_query(
    vagus: Course, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bodies = [make_body(slug) for slug in ("z", "a", "m")]
    for body in bodies:
        make_accreditation(vagus, body)

    with django_assert_num_queries(1):
        found = claims_for(bodies, course=vagus, edition_number=1, minutes=60, on=JUNE)
    assert [each.slug for each in found] == ["z", "a", "m"]


def test_no_bodies_make_no_claims(vagus: Course) -> None:
    assert claims_for([], course=vagus, edition_number=1, minutes=60, on=JUNE) == []


@pytest.mark.parametrize(
    ("minutes", "per_unit", "units"),
    [
        (150, 60, "2.5"),
        (179, 60, "2.75"),
        (180, 60, "3"),
        (14, 60, "0"),
        (15, 60, "0.25"),
        (150, 50, "3"),
        (100, 30, "3.25"),
    ],
)
def test_units_are_rounded_down_to_quarters(minutes: int, per_unit: int, units: str) -> None:
    assert units_of(minutes, per_unit) == Decimal(units)


def test_a_known_rule_is_told_with_its_source(vagus: Course, amt: ProfessionalBody) -> None:
    make_rule(amt, as_of="2024-07")

    found = row(vagus)
    assert (found.ground, found.units, found.rule) == (
        Ground.RULE, "2.5 CPE points", "1 hour = 1 CPE point",
    )  # fmt: skip
    assert (found.source_url, found.as_of) == ("https://rules.example/", "July 2024")
    assert row(vagus, minutes=60).units == "1 CPE point"


@pytest.mark.parametrize(
    "values",
    [
        {"confidence": "low"},
        {"minutes_per_unit": None},
        {"valid_until": date(2026, 5, 31)},
        {"valid_from": date(2026, 6, 2)},
    ],
    ids=str,
)
def test_no_points_are_told_from_a_rule_that_is_unsure_ended_or_of_another_kind(
    vagus: Course, amt: ProfessionalBody, values: dict[str, Any]
) -> None:
    make_rule(amt, **values)

    found = row(vagus)
    assert (found.ground, found.units, found.rule) == (Ground.NOTHING, "", "")
    assert found.claim.words == "2 hours 30 minutes of learning"


def test_nothing_of_an_unsure_rule_is_shown(vagus: Course, amt: ProfessionalBody) -> None:
    make_rule(amt, confidence="low", note="Hearsay.")

    assert (row(vagus).note, row(vagus).source_url) == ("", "")


def test_a_body_without_a_unit_gets_minutes(vagus: Course) -> None:
    make_rule(make_body("sst", unit_singular="", unit_plural=""))

    assert row(vagus).ground == Ground.NOTHING


def test_less_than_a_quarter_of_a_unit_is_not_told_as_units(
    vagus: Course, amt: ProfessionalBody
) -> None:
    make_rule(amt)

    assert row(vagus, minutes=10).ground == Ground.NOTHING


def test_the_listed_bodies_of_the_country_stand_in_order_and_cost_three_queries(
    vagus: Course, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_body("ask")
    make_rule(make_body("zed"))
    make_rule(make_body("counts"))
    make_rule(make_body("board", kind="regulator"))
    make_accreditation(vagus, make_body("yes"))
    make_body("hidden", is_listed=False)
    make_body("british", country="GB")

    with django_assert_num_queries(3):
        found = worth("AU", course=vagus, edition_number=1, minutes=150, on=JUNE)
    assert [each.body.slug for each in found] == ["yes", "counts", "zed", "board", "ask"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (150, "2 hours 30 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (45, "45 minutes"),
        (0, "0 minutes"),
    ],
)
def test_minutes_in_full_words(minutes: int, words: str) -> None:
    assert in_full(minutes) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("2021-06-30", "30 June 2021"), ("2021-04", "April 2021"), ("2021", "2021"), ("", "")],
)
def test_a_date_may_lack_its_day(text: str, words: str) -> None:
    assert loose_date(text) == words
