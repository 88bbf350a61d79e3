"""What a report says, in plain values: figures, a chart and tables. Pages and files print the
same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cpd.periods import Grain
from cpd.sheets import Cell

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
    """Bars side by side; the table of the same name has the same figures."""

    title: str
    bars: list[Bar]
    most: int
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
    """Return a part in whole per cent, rounded down, so that 100 means all of them."""
    return part * 100 // whole if whole else 0


def percent(part: int, whole: int) -> str:
    """Return a part in whole per cent for people; a dash where there is no whole."""
    return f"{share(part, whole)} %" if whole else "–"


def bars(values: Iterable[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each named value, side by side."""
    named = list(values)
    most = max((value for _, value in named), default=0) or 1
    width = 100 / (len(named) or 1)
    return [
        Bar(
            x=round(place * width, 3),
            y=round(100 - value * 100 / most, 2),
            width=round(width * 0.8, 3),
            height=round(value * 100 / most, 2),
            words=f"{name}: {value}",
        )
        for place, (name, value) in enumerate(named)
    ]


def chart(title: str, values: Sequence[tuple[str, int]]) -> Chart | None:
    """Return the chart of named values; none where there are none."""
    if not any(value for _, value in values):
        return None
    most = max(value for _, value in values)
    return Chart(title, bars(values), most, values[0][0], values[-1][0])


def over_time(title: str, counts: dict[date, int], grain: Grain) -> Chart | None:
    """Return the chart of counts by bar of time."""
    return chart(title, [(grain.words(start), count) for start, count in counts.items()])
