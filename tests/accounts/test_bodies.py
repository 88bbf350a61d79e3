"""Bodies and their dated rules: what the database refuses, and what the words say."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.joining import join_body
from accounts.models import BodyMembership, PointRule, ProfessionalBody, User
from tests.bodies import make_body, make_rule

JULY = date(2026, 7, 1)


@pytest.fixture
def amt(db: None) -> ProfessionalBody:
    """A body with no rule yet."""
    return make_body("amt")


@pytest.mark.parametrize(
    "values",
    [
        {"valid_from": JULY, "valid_until": JULY},
        {"valid_from": JULY, "valid_until": date(2026, 6, 30)},
        {"minutes_per_unit": 0},
    ],
)
def test_the_database_refuses_a_rule_that_makes_no_sense(
    amt: ProfessionalBody, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rule(amt, **values)


@pytest.mark.parametrize("begins", [JULY, None])
def test_the_database_refuses_two_rules_that_begin_on_one_day(
    amt: ProfessionalBody, begins: date | None
) -> None:
    make_rule(amt, valid_from=begins, valid_until=date(2026, 12, 31))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_rule(amt, valid_from=begins)


@pytest.mark.parametrize(
    "values", [{"country": "NZ"}, {"unit_singular": ""}, {"unit_plural": ""}], ids=str
)
def test_the_database_refuses_half_a_body(db: None, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_body("amt", **values)


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        (None, date(2026, 6, 30), False),
        (None, JULY, True),
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (None, None, True),
    ],
)
def test_no_two_rules_hold_on_one_day(
    amt: ProfessionalBody, first: date | None, last: date | None, *, is_refused: bool
) -> None:
    make_rule(amt, valid_from=JULY, valid_until=date(2026, 12, 31))
    make_rule(make_body("other"))
    rule = PointRule(
        body=amt,
        valid_from=first,
        valid_until=last,
        source_url="https://rules.example/",
        confidence="high",
    )

    refusal = pytest.raises(ValidationError, match="Two rules hold on one day")
    with refusal if is_refused else nullcontext():
        rule.full_clean()


def test_the_rule_of_a_day_is_found_on_its_first_and_last_day(amt: ProfessionalBody) -> None:
    make_rule(amt, valid_until=date(2026, 6, 30), minutes_per_unit=30)
    make_rule(amt, valid_from=JULY, minutes_per_unit=60)

    days = (date(2020, 1, 1), date(2026, 6, 30), JULY, date(2030, 1, 1))
    found = [amt.rules.valid_on(day).get().minutes_per_unit for day in days]
    assert found == [30, 30, 60, 60]


def test_what_we_are_not_sure_of_is_no_fact(amt: ProfessionalBody) -> None:
    sure = {word: PointRule(confidence=word).is_fact for word in ("high", "medium", "low")}

    assert sure == {"high": True, "medium": True, "low": False}


def test_a_learner_is_in_a_body_once(amt: ProfessionalBody, alice: User) -> None:
    join_body(alice, amt, number="1")
    join_body(alice, amt, number="2")

    assert alice.memberships.get().number == "2"
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyMembership.objects.create(learner=alice, body=amt)
