"""Shares as people read them, and bars."""

import pytest

from courses.studio.reports.tables import chart, percent, share


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (3, 7, "43 %"),
        (2, 7, "29 %"),
        (1, 3, "33 %"),
        (1, 8, "13 %"),
        (7, 7, "100 %"),
        (999, 1000, "99 %"),
        (0, 7, "0 %"),
        (4, 1000, "<1 %"),
        (5, 1000, "1 %"),
        (0, 0, "–"),
        (3, 2, "150 %"),
    ],
)
def test_a_share_is_rounded_to_the_nearest_and_never_lies_at_its_ends(
    part: int, whole: int, words: str
) -> None:
    assert percent(part, whole) == words


@pytest.mark.parametrize(("part", "whole", "width"), [(4, 1000, 1), (999, 1000, 99), (0, 0, 0)])
def test_a_bar_is_seen_where_there_is_something(part: int, whole: int, width: int) -> None:
    assert share(part, whole) == width


def test_a_chart_says_its_top_as_its_values_are_said() -> None:
    drawn = chart("Net", [("Monday", 200), ("Tuesday", -50)], lambda value: f"£{value}")

    assert drawn is not None
    assert (drawn.most, [bar.height for bar in drawn.bars]) == ("£200", [100, 0])
    assert drawn.bars[1].words == "Tuesday: £-50"
