"""A quiz's statistics against their definitions."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.attempts.analysis.quizzes import quiz_statistics
from tests.courses.attempts.analysis.making import calm

sheets = st.lists(st.lists(st.sampled_from([0, 1]), min_size=4, max_size=4), max_size=30)


@calm
@given(sheets)
def test_consistency_is_cronbachs_alpha(sheet: list[list[int]]) -> None:
    marks = [sum(row) / 4 for row in sheet]
    columns = [[row[place] / 4 for row in sheet] for place in range(4)]
    enough = len(sheet) > 1
    spreads = [statistics.variance(column) if enough else None for column in columns]

    got = quiz_statistics(Counter(marks), passed=0, item_variances=spreads)

    if len(set(marks)) < 2:
        assert (got.consistency, got.error) == (None, None)
        return
    share = sum(spread or 0 for spread in spreads) / statistics.variance(marks)
    assert got.consistency == pytest.approx(4 / 3 * (1 - share))
    assert got.error == pytest.approx(
        statistics.stdev(marks) * max(0, 1 - (got.consistency or 0)) ** 0.5
    )


def test_different_questions_have_no_consistency() -> None:
    got = quiz_statistics(Counter([0.5, 0.9, 1.0]), passed=2, item_variances=None)

    assert (got.attempts, got.passed, got.consistency, got.error) == (3, 2, None, None)
    assert got.mean == pytest.approx(0.8)


def test_nothing_yet_is_none() -> None:
    got = quiz_statistics(Counter(), passed=0, item_variances=[])

    assert (got.attempts, got.mean, got.median, got.skewness, got.consistency) == (0, *[None] * 4)
