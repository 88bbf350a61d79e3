"""Counted statistics are those of the values written out."""

import statistics
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attempts.analysis import series
from tests.courses.attempts.analysis.making import calm

shares = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0])
values = st.lists(shares, max_size=60)
pairs = st.lists(st.tuples(shares, st.integers(0, 20).map(lambda n: n / 20)), max_size=60)


def near(value: float | None) -> object:
    """Compare as floats are compared; None stays None."""
    return value if value is None else pytest.approx(value, abs=1e-9)


@calm
@given(values)
def test_counted_values_have_the_statistics_of_the_values_written_out(written: list[float]) -> None:
    counted = Counter(written)

    assert series.mean(counted) == near(statistics.fmean(written) if written else None)
    assert series.median(counted) == near(statistics.median(written) if written else None)
    enough = len(written) > 1
    assert series.variance(counted) == near(statistics.variance(written) if enough else None)
    assert series.deviation(counted) == near(statistics.stdev(written) if enough else None)


@calm
@given(pairs)
def test_counted_pairs_have_the_covariance_of_the_pairs_written_out(
    written: list[tuple[float, float]],
) -> None:
    left, right = [x for x, _ in written], [y for _, y in written]
    enough = len(written) > 1
    varies = enough and len(set(left)) > 1 and len(set(right)) > 1

    counted = Counter(written)

    assert series.covariance(counted) == near(
        statistics.covariance(left, right) if enough else None
    )
    assert series.correlation(counted) == near(
        statistics.correlation(left, right) if varies else None
    )


@calm
@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=5))
def test_no_other_pairing_of_the_same_values_covaries_more(
    written: list[tuple[float, float]],
) -> None:
    left, right = [x for x, _ in written], [y for _, y in written]

    best = max(statistics.covariance(left, order) for order in permutations(right))
    assert series.greatest_covariance(Counter(written)) == near(best)


@calm
@given(st.lists(st.integers(0, 10).map(lambda n: n / 10), min_size=3, max_size=40))
def test_skewness_is_the_sample_skewness_of_fishers_k_statistics(written: list[float]) -> None:
    count, centre = len(written), statistics.fmean(written)
    spread = statistics.pstdev(written)
    expected = None
    if len(set(written)) > 1:
        third = sum((value - centre) ** 3 for value in written) / count
        bias = (count * (count - 1)) ** 0.5 / (count - 2)
        expected = bias * third / spread**3

    got = series.skewness(Counter(written))

    assert got == (expected if expected is None else pytest.approx(expected, rel=1e-6, abs=1e-9))


def test_what_cannot_be_told_is_none() -> None:
    nothing: Counter[float] = Counter()
    one, same = Counter([0.5]), Counter([0.5] * 9)

    assert [series.mean(nothing), series.median(nothing), series.deviation(nothing)] == [None] * 3
    assert [series.deviation(one), series.skewness(one)] == [None] * 2
    assert [series.deviation(same), series.skewness(same)] == [0.0, None]
    assert series.correlation(Counter({(1.0, 0.2): 3, (1.0, 0.7): 3})) is None
    assert series.greatest_covariance(Counter()) is None
    assert series.ratio(1.0, 0.0) is None
