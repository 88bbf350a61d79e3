"""What a report says, in plain values: figures, a chart and tables. Pages and files print the
same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cpd.periods import Grain
from cpd.sheets import Cell

Say = Callable[[int], str]
MANY = 31  # rows; a longer table of days is folded


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, where its first one leads, and how long its bar is."""

    cells: list[Cell]
    url: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` says which one a file holds. Columns from `numbers` on hold numbers."""

    name: str
    title: str
    headings: Sequence[str]
    rows: list[Row]
    numbers: int = 1
    hint: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it is folded."""
        return len(self.rows) > MANY

    @property
    def has_bars(self) -> bool:
        """Whether rows have a bar."""
        return any(row.percent is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar's place and size in parts of a hundred, and its figure in words."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, `most` at their top; the table of the same name has the same figures."""

    title: str
    bars: list[Bar]
    most: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on top of a report, with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says. Without figures nothing fits the choice."""

    figures: list[Figure] = field(default_factory=list)
    chart: Chart | None = None
    tables: list[Table] = field(default_factory=list)

    def table(self, name: str) -> Table | None:
        """Return a table by its name."""
        return next((table for table in self.tables if table.name == name), None)


def share(part: int, whole: int) -> int:
    """Return a part in whole per cent, rounded to the nearest; but 100 means all of them, and 0
    none."""
    if not whole or not part:
        return 0
    nearest = (part * 200 + whole) // (whole * 2)
    return min(max(nearest, 1), 99) if part < whole else nearest


def percent(part: int, whole: int) -> str:
    """Return a part in whole per cent for people, as `share` does; a dash where there is no
    whole."""
    if not whole:
        return "–"
    is_less = 0 < part * 200 < whole
    return "<1 %" if is_less else f"{share(part, whole)} %"


def bars(values: Iterable[tuple[str, int]], say: Say = str) -> list[Bar]:
    """Return a bar for each named value, side by side; what is below nothing has no height."""
    named = list(values)
    most = max([1, *(value for _, value in named)])
    width = 100 / (len(named) or 1)
    heights = [max(value, 0) * 100 / most for _, value in named]
    return [
        Bar(
            x=round(place * width, 3),
            y=round(100 - height, 2),
            width=round(width * 0.8, 3),
            height=round(height, 2),
            words=f"{name}: {say(value)}",
        )
        for place, ((name, value), height) in enumerate(zip(named, heights, strict=True))
    ]


def chart(title: str, values: Sequence[tuple[str, int]], say: Say = str) -> Chart | None:
    """Return the chart of named values, as `say` prints them; none where there are none."""
    if not any(value for _, value in values):
        return None
    most = max(value for _, value in values)
    return Chart(title, bars(values, say), say(max(most, 0)), values[0][0], values[-1][0])


def over_time(title: str, counts: dict[date, int], grain: Grain) -> Chart | None:
    """Return the chart of counts by bar of time."""
    return chart(title, [(grain.words(start), count) for start, count in counts.items()])
