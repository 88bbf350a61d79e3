"""Drawing a course's cover: contour lines of a field that its topic picks and its slug bends.

The lines are traced by marching squares over a grid that reaches a little beyond the frame, so that
every outline closes out of sight: one path can then be filled in alternate bands and stroked.
"""

import hashlib
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .curves import Grid, Point, Polyline, Region, as_path, trace

WIDTH, HEIGHT = 1200, 800
CELL = 16
MARGIN = 2 * CELL
STRONG_EVERY = 5
WIDEST = 1.3

type Warp = Callable[[float, float], tuple[float, float]]
type Field = Callable[[float, float], float]


@dataclass(frozen=True)
class Motif:
    """What a topic draws: its field, the step between lines, and where the ground cuts through."""

    field: Field
    step: float
    bend: float
    cut: Field | None = None
    cut_width: int = 0
    lowest: int = -1000  # the number of the first line


@lru_cache(maxsize=128)
def draw_cover(topic: str, slug: str, *, flagship: bool = False) -> str:
    """The cover as an SVG element; its colours come from the classes cover-*."""
    chance = random.Random(hashlib.sha256(f"{topic} {slug}".encode()).digest())  # noqa: S311
    motif = MOTIFS.get(topic, mind)(chance)
    warp = sine_warp(chance, motif.bend)
    thin, strong = contours(sample(motif.field, warp), motif)
    region = regions(motif, warp)
    parts = [
        f'<rect class="cover-ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<path class="cover-fill cover-line-strong" d="{paths(strong, region)}"/>',
        f'<path class="cover-line" d="{paths(thin, region)}"/>',
    ]
    if motif.cut:
        border = paths(trace(sample(motif.cut, warp), 0, CELL, MARGIN), lambda _: 1)
        parts.append(f'<path class="cover-cut" stroke-width="{motif.cut_width}" d="{border}"/>')
    classes = f"cover-svg cover-{topic}{' cover-flagship' if flagship else ''}"
    return (
        f'<svg class="{classes}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"'
        f' focusable="false" preserveAspectRatio="xMidYMid slice">{"".join(parts)}</svg>'
    )


def paths(lines: list[Polyline], region: Region) -> str:
    return "".join(as_path(line, region) for line in lines)


def regions(motif: Motif, warp: Warp) -> Region:
    """0 beyond the frame and under the cut, else the side of the cut (1, 2)."""

    def region(point: Point) -> int:
        x, y = point
        if not (-MARGIN <= x <= WIDTH + MARGIN and -MARGIN <= y <= HEIGHT + MARGIN):
            return 0
        if not motif.cut:
            return 1
        away = motif.cut(*warp(x / HEIGHT, y / HEIGHT)) * HEIGHT
        if abs(away) < motif.cut_width * 0.4:
            return 0
        return 2 if away > 0 else 1

    return region


def contours(grid: Grid, motif: Motif) -> tuple[list[Polyline], list[Polyline]]:
    """Thin lines, open at the frame, and every fifth line, closed beyond it."""
    values = [value for row in grid for value in row]
    step = motif.step
    first = max(motif.lowest, math.ceil(min(values) / step))
    last = math.floor(max(values) / step)
    walled = with_wall(grid, min(values) - 1)
    thin: list[Polyline] = []
    strong: list[Polyline] = []
    for number in range(first, last + 1):
        # A level exactly on a sample would make a line touch itself.
        level = number * step + step * 1e-4
        if number % STRONG_EVERY:
            thin += trace(grid, level, CELL, MARGIN)
        else:
            strong += trace(walled, level, CELL, MARGIN + CELL)
    return thin, strong


def with_wall(grid: Grid, low: float) -> Grid:
    """The grid with a low edge all round, at which every outline closes."""
    wall = [low] * (len(grid[0]) + 2)
    return [wall, *([low, *row, low] for row in grid), wall]


def sample(field: Field, warp: Warp) -> Grid:
    """The field on a grid over the frame, in units of its height."""
    return [
        [field(*warp(x / HEIGHT, y / HEIGHT)) for x in range(-MARGIN, WIDTH + MARGIN + 1, CELL)]
        for y in range(-MARGIN, HEIGHT + MARGIN + 1, CELL)
    ]


def sine_warp(chance: random.Random, strength: float) -> Warp:
    """Three octaves of sines, each twice as fine and less than half as strong."""
    waves = list(octaves(chance, strength))

    def warp(x: float, y: float) -> tuple[float, float]:
        dx = dy = 0.0
        for size, ax, ay, px, bx, by, py in waves:
            dx += size * math.sin(ax * x + ay * y + px)
            dy += size * math.sin(bx * x + by * y + py)
        return x + dx, y + dy

    return warp


def octaves(chance: random.Random, strength: float) -> Iterator[tuple[float, ...]]:
    for octave in range(3):
        pitch = 3.1 * 2**octave
        angle, other = chance.uniform(0, math.tau), chance.uniform(0, math.tau)
        yield (
            strength * 0.42**octave,
            pitch * math.cos(angle), pitch * math.sin(angle), chance.uniform(0, math.tau),
            pitch * math.cos(other), pitch * math.sin(other), chance.uniform(0, math.tau),
        )  # fmt: skip


def mind(chance: random.Random) -> Motif:
    """Two poles, one loop."""
    ax, ay = chance.uniform(1.1, 1.24), chance.uniform(0.17, 0.27)
    bx, by = chance.uniform(0.42, 0.58), chance.uniform(0.74, 0.84)

    def field(x: float, y: float) -> float:
        return math.sqrt(math.hypot(x - ax, y - ay) * math.hypot(x - bx, y - by))

    return Motif(field, 0.038, 0.075)


def safety(chance: random.Random) -> Motif:
    """Strata, and one fault at which they are shifted."""
    foot, slope, shift = chance.uniform(0.6, 0.72), chance.uniform(0.42, 0.58), 0.04
    dip = chance.uniform(0.08, 0.16)

    def side(x: float, y: float) -> float:
        return x - foot - slope * (1 - y)

    def field(x: float, y: float) -> float:
        return y - dip * x + 0.05 * math.sin(4.2 * x) + shift * math.tanh(side(x, y) / 0.024)

    return Motif(field, 0.034, 0.04, side, 34)


def back(chance: random.Random) -> Motif:
    """Fibres that bulge beside a column, which stays empty."""
    lean, beat = chance.uniform(-0.06, 0.06), chance.uniform(0, math.tau)

    def field(x: float, y: float) -> float:
        away = abs(x - 0.8 - lean * y - 0.02 * math.sin(5 * y + beat))
        return away - 0.038 * math.cos(14 * y + beat) * math.exp(-4.2 * away)

    return Motif(field, 0.029, 0.03, lowest=3)


def law(chance: random.Random) -> Motif:
    """Two grounds and the boundary between them."""
    ax, ay = chance.uniform(0.4, 0.5), chance.uniform(0.56, 0.66)
    bx, by = chance.uniform(0.98, 1.08), chance.uniform(0.26, 0.36)

    def side(x: float, y: float) -> float:
        return math.hypot(x - ax, y - ay) - math.hypot(x - bx, y - by)

    def field(x: float, y: float) -> float:
        return min(math.hypot(x - ax, y - ay), math.hypot(x - bx, y - by))

    return Motif(field, 0.042, 0.055, side, 44)


def life_stages(chance: random.Random) -> Motif:
    """Circles through one point outside the frame, each holding the one before."""
    px, py = chance.uniform(0.3, 0.5), chance.uniform(1.2, 1.27)
    lean = chance.uniform(0.05, 0.2)
    nx, ny = math.sin(lean), -math.cos(lean)

    def field(x: float, y: float) -> float:
        dx, dy = x - px, y - py
        ahead = dx * nx + dy * ny
        return min(WIDEST, (dx * dx + dy * dy) / max(0.01, 2 * ahead))

    return Motif(field, 0.045, 0.03)


def soft_tissue(chance: random.Random) -> Motif:
    """Pennate fibres that meet at a tendon."""
    top, lean = chance.uniform(0.56, 0.68), chance.uniform(0.16, 0.3)

    def side(x: float, y: float) -> float:
        return x - top - lean * y - 0.03 * math.sin(2.6 * y)

    def field(x: float, y: float) -> float:
        return y + 0.8 * abs(side(x, y))

    return Motif(field, 0.038, 0.03, side, 26)


MOTIFS: dict[str, Callable[[random.Random], Motif]] = {
    "mind": mind,
    "safety": safety,
    "back": back,
    "law": law,
    "life-stages": life_stages,
    "soft-tissue": soft_tissue,
}
