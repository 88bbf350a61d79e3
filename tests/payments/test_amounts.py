"""Tax and discounts: the specification's vectors, and what must hold for every amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.amounts import percentage_of, share, tax_in, tax_part

AMOUNTS = st.integers(min_value=0, max_value=10_000_000)
RATES = st.integers(min_value=0, max_value=9_999)


@pytest.mark.parametrize(
    ("gross", "rate", "tax"),
    [
        (9900, 1000, 900),
        (10000, 1000, 909),
        (4900, 2000, 817),
        (99, 2000, 17),
        (1, 1000, 0),
        (0, 1000, 0),
    ],
)
def test_pc34_tax_inside_an_inclusive_amount(gross: int, rate: int, tax: int) -> None:
    assert tax_in(gross, rate_bp=rate) == tax


@pytest.mark.parametrize(
    ("amount", "grosses", "shares"),
    [
        (100, [3333, 3333, 3333], [34, 33, 33]),
        (1000, [3300, 3300, 3400], [330, 330, 340]),
        (0, [100, 200], [0, 0]),
        (300, [100, 200], [100, 200]),
        (5, [0, 0], [0, 0]),
        (1, [0, 100], [0, 1]),
    ],
)
def test_a_discount_is_shared_by_largest_remainders(
    amount: int, grosses: list[int], shares: list[int]
) -> None:
    assert share(amount, grosses) == shares


def test_pc32_a_percentage_rounds_a_half_up() -> None:
    assert [percentage_of(gross, percent_bp=5000) for gross in (1, 3, 5, 100)] == [1, 2, 3, 50]


@given(AMOUNTS, RATES)
def test_tax_is_never_negative_and_below_the_gross(gross: int, rate: int) -> None:
    assert 0 <= tax_in(gross, rate_bp=rate) <= gross


@given(st.lists(st.integers(min_value=0, max_value=1_000_000), min_size=1, max_size=20), st.data())
def test_shares_add_up_and_no_line_gets_more_than_it_has(
    grosses: list[int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(min_value=0, max_value=sum(grosses)))

    shares = share(amount, grosses)

    assert sum(shares) == amount
    assert all(0 <= part <= gross for part, gross in zip(shares, grosses, strict=True))


@given(st.integers(min_value=1, max_value=1_000_000), RATES, st.data())
def test_parts_that_add_up_to_a_line_add_up_to_its_tax(
    total: int, rate: int, data: st.DataObject
) -> None:
    tax = tax_in(total, rate_bp=rate)
    parts, left = [], total
    while left:
        part = data.draw(st.integers(min_value=max(1, left // 3), max_value=left))
        parts.append(tax_part(tax, before=total - left, amount=part, total=total))
        left -= part

    assert sum(parts) == tax
    assert all(part >= 0 for part in parts)
