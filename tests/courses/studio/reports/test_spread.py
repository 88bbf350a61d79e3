"""Medians and quartiles from counts, against the same from the values one by one."""

from collections import Counter
from random import Random
from statistics import quantiles

import pytest

from courses.studio.reports.spread import spread


@pytest.mark.parametrize("size", [2, 3, 4, 5, 9, 60, 61])
def test_it_is_the_spread_of_the_values_one_by_one(size: int) -> None:
    chance = Random(size)  # noqa: S311 no secret: the same values each time
    values = [chance.randint(0, 20) for _ in range(size)]

    found = spread(Counter(values))

    expected = quantiles(values, n=4, method="inclusive")
    assert found is not None
    assert [found.lower, found.median, found.upper] == pytest.approx(expected)
    assert found.count == len(values)


def test_one_value_is_its_own_median() -> None:
    found = spread({7: 1})

    assert found is not None
    assert (found.lower, found.median, found.upper) == (7, 7, 7)


def test_nothing_has_no_spread() -> None:
    assert spread({}) is None
