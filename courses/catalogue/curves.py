"""Tracing contour lines through a grid of numbers and writing them as smooth SVG paths."""

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter

type Point = tuple[float, float]
type Polyline = list[Point]
type Edge = tuple[int, int, int]  # row, column, 0 for the edge to the right, 1 for the edge down
type Grid = list[list[float]]
type Region = Callable[[Point], int]  # 0 where nobody looks, else which side of a cut

# Which edges of a cell a line joins, by which corners (1 2 4 8, clockwise) are high.
TOP, RIGHT, BOTTOM, LEFT = range(4)
JOINS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((LEFT, TOP),), 2: ((TOP, RIGHT),), 3: ((LEFT, RIGHT),), 4: ((RIGHT, BOTTOM),),
    5: ((LEFT, TOP), (RIGHT, BOTTOM)), 6: ((TOP, BOTTOM),), 7: ((LEFT, BOTTOM),),
    8: ((BOTTOM, LEFT),), 9: ((BOTTOM, TOP),), 10: ((TOP, RIGHT), (BOTTOM, LEFT)),
    11: ((BOTTOM, RIGHT),), 12: ((RIGHT, LEFT),), 13: ((RIGHT, TOP),), 14: ((TOP, LEFT),),
}  # fmt: skip
TOLERANCE = 1.9
HIDDEN = 20.0  # the same, beyond the frame
FEWEST = 14  # a shorter line is a speck


def trace(grid: Grid, level: float, cell: int, margin: int) -> list[Polyline]:
    """All lines at which the grid crosses the level, in drawing units."""
    follow: dict[Edge, list[Edge]] = {}
    for one, other in crossings(grid, level):
        follow.setdefault(one, []).append(other)
        follow.setdefault(other, []).append(one)
    ends = [edge for edge, next_edges in follow.items() if len(next_edges) == 1]
    lines = [walk(follow, edge) for edge in ends] + [walk(follow, edge) for edge in list(follow)]
    return [
        [crossing_point(grid, level, edge, cell, margin) for edge in line]
        for line in lines
        if len(line) >= FEWEST
    ]


def crossings(grid: Grid, level: float) -> Iterator[tuple[Edge, Edge]]:
    """Every piece of line inside one cell, as the two edges of the cell that it joins."""
    for row, (upper, lower) in enumerate(pairwise(grid)):
        above, below = [v > level for v in upper], [v > level for v in lower]
        for column in range(len(upper) - 1):
            corners = (
                above[column] + 2 * above[column + 1] + 4 * below[column + 1] + 8 * below[column]
            )
            if corners in JOINS:
                edges = (
                    (row, column, 0), (row, column + 1, 1), (row + 1, column, 0), (row, column, 1)
                )  # fmt: skip
                for one, other in JOINS[corners]:
                    yield edges[one], edges[other]


def walk(follow: dict[Edge, list[Edge]], start: Edge) -> list[Edge]:
    """The line that starts at this edge, taken out of the map."""
    line = [start]
    while follow.get(line[-1]):
        here = line[-1]
        there = follow[here].pop()
        follow[there].remove(here)
        line.append(there)
    return line


def crossing_point(grid: Grid, level: float, edge: Edge, cell: int, margin: int) -> Point:
    row, column, down = edge
    one = grid[row][column]
    other = grid[row + 1][column] if down else grid[row][column + 1]
    part = min(1.0, max(0.0, (level - one) / (other - one)))
    x, y = (column, row + part) if down else (column + part, row)
    return x * cell - margin, y * cell - margin


def as_path(line: Polyline, region: Region) -> str:
    """The line as cubic curves; straight under a cut, where it may turn, and beyond the frame."""
    regions = [region(point) for point in line]
    if len(set(regions)) == 1:
        return curve(line)
    closed = line[0] == line[-1]
    pairs = list(zip(regions, line, strict=True))
    path = ""
    for where, run in groupby(turned(pairs) if closed else pairs, key=itemgetter(0)):
        points = [point for _, point in run]
        start = "L" if path else "M"
        path += curve(points, start) if where else straight(points, start)
    return path + ("z" if closed else "")


def turned(pairs: list[tuple[int, Point]]) -> list[tuple[int, Point]]:
    """A closed line, started where it enters another region."""
    ring = pairs[:-1]
    start = next(i for i, pair in enumerate(ring) if pair[0] != ring[i - 1][0])
    return ring[start:] + ring[:start]


def straight(run: Polyline, start: str) -> str:
    """Only the way round: nobody sees these points."""
    kept = [run[i] for i in simplify(run, HIDDEN)] if len(run) > 2 else run
    return start + " ".join(f"{round(x)} {round(y)}" for x, y in kept)


def curve(line: Polyline, start: str = "M") -> str:
    """Cubic curves through the few points that carry the line's shape, with its own tangents."""
    closed = len(line) > 2 and line[0] == line[-1]
    kept = simplify(line, TOLERANCE) if len(line) > 2 else list(range(len(line)))
    steps = lengths(line)
    x, y = round(line[0][0]), round(line[0][1])
    parts = [f"{start}{x} {y}"]
    for first, last in pairwise(kept):
        reach = (steps[last] - steps[first]) / 3
        (px, py), (qx, qy) = line[first], line[last]
        ax, ay = direction(line, first, closed=closed)
        bx, by = direction(line, last, closed=closed)
        ends = (px + ax * reach, py + ay * reach, qx - bx * reach, qy - by * reach, qx, qy)
        parts.append("c" + joined(round(end) - (x, y)[i % 2] for i, end in enumerate(ends)))
        x, y = round(qx), round(qy)
    return "".join(parts) + ("z" if closed else "")


def joined(numbers: Iterable[int]) -> str:
    return " ".join(str(number) for number in numbers).replace(" -", "-")


def lengths(line: Polyline) -> list[float]:
    """How far along the line each of its points lies."""
    total, result = 0.0, [0.0]
    for one, other in pairwise(line):
        total += math.dist(one, other)
        result.append(total)
    return result


def direction(line: Polyline, index: int, *, closed: bool) -> Point:
    """The unit tangent of the dense line at one of its points."""
    last = len(line) - 1
    if closed:
        before, after = line[(index - 2) % last], line[(index + 2) % last]
    else:
        before, after = line[max(0, index - 2)], line[min(last, index + 2)]
    size = math.dist(before, after) or 1.0
    return (after[0] - before[0]) / size, (after[1] - before[1]) / size


def simplify(line: Polyline, tolerance: float) -> list[int]:
    """Douglas and Peucker: the indices of the points without which the shape would change."""
    far = max(range(len(line)), key=lambda i: math.dist(line[0], line[i]))
    kept = {0, far, len(line) - 1}
    open_spans = [(0, far), (far, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        index, distance = farthest(line, first, last)
        if distance > tolerance:
            kept.add(index)
            open_spans += [(first, index), (index, last)]
    return sorted(kept)


def farthest(line: Polyline, first: int, last: int) -> tuple[int, float]:
    """The point between first and last that lies farthest from their chord."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    size = math.hypot(dx, dy) or 1.0
    offsets = [abs((x - ax) * dy - (y - ay) * dx) for x, y in line[first + 1 : last]]
    most = max(offsets)
    return first + 1 + offsets.index(most), most / size
