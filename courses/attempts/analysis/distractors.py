"""Which options learners took: how many, and how strong they were in the rest of the quiz."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from courses.attempts.analysis.options import Option, is_typed, offered, places, typed
from courses.attempts.analysis.series import highest, lowest, mean, ratio, size
from courses.attempts.analysis.tallies import OTHERS, Tally

Content = Mapping[str, Any]
SHOWN = 10  # of what was typed, the most frequent


@dataclass(frozen=True, slots=True)
class OptionCount:
    """An option with how many took it (share of all who were asked, 0 to 1), the mean mark in the
    other questions of those, and the share of the upper and the lower group that took it."""

    option: Option
    count: int
    share: float
    mean_rest: float | None
    upper: float | None
    lower: float | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place of a question with its options: a left side, an item, or the whole question."""

    text: str
    options: list[OptionCount]

    @property
    def right(self) -> list[OptionCount]:
        """The options of the key."""
        return [row for row in self.options if row.option.is_right]

    @property
    def wrong(self) -> list[OptionCount]:
        """The distractors."""
        return [row for row in self.options if not row.option.is_right]


@dataclass(frozen=True, slots=True)
class Groups:
    """The strongest and the weakest learners, by their mark in the other questions: from which mark
    up, up to which mark, and how many each are."""

    from_rest: float
    to_rest: float
    upper: int
    lower: int


def places_of(tally: Tally) -> list[PlaceCount]:
    """Return how often each option was taken; of what was typed, the most frequent."""
    content = tally.content
    if content is None:
        return []
    groups = groups_of(tally)
    rows = [_count(option, tally, groups) for option in _options(content, tally)]
    if is_typed(content):
        rows = sorted(rows, key=lambda row: -row.count)[:SHOWN]
    return [
        PlaceCount(text, [row for row in rows if row.option.place == place])
        for place, text in places(content).items()
    ]


def groups_of(tally: Tally) -> Groups | None:
    """Return the upper and the lower group: 27 % each, which tells the two apart best while both
    stay large (T. L. Kelley, “The selection of upper and lower groups for the validation of test
    items”, Journal of Educational Psychology 30, 1939), and whoever has the same mark as the last
    of them. Where more than that share the best mark, the others are the lower group; None where
    all do."""
    count = ceil(size(tally.rests) * 27 / 100)
    if not count:
        return None
    top, bottom = highest(tally.rests, count), lowest(tally.rests, count)
    if bottom >= top:
        below = [rest for rest in tally.rests if rest < top]
        if not below:
            return None
        bottom = max(below)
    upper = sum(times for rest, times in tally.rests.items() if rest >= top)
    lower = sum(times for rest, times in tally.rests.items() if rest <= bottom)
    return Groups(top, bottom, upper, lower)


def _options(content: Content, tally: Tally) -> list[Option]:
    if not is_typed(content):
        return list(offered(content))
    return [typed(content, key) for _, key in tally.options if key != OTHERS]


def _count(option: Option, tally: Tally, groups: Groups | None) -> OptionCount:
    rests: Counter[float | None] = tally.options.get((option.place, option.key), Counter())
    known = {rest: times for rest, times in rests.items() if rest is not None}
    upper = lower = None
    if groups is not None:
        strong = sum(times for rest, times in known.items() if rest >= groups.from_rest)
        weak = sum(times for rest, times in known.items() if rest <= groups.to_rest)
        upper, lower = strong / groups.upper, weak / groups.lower
    return OptionCount(
        option=option,
        count=size(rests),
        share=ratio(size(rests), size(tally.credits)) or 0.0,
        mean_rest=mean(known),
        upper=upper,
        lower=lower,
    )
