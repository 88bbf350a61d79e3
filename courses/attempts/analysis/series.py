"""Statistics of values that are counted: each different value once, with how often it came, so that
memory grows with the different values and not with the attempts.

Variances and covariances are those of a sample (divided by n - 1), as in Moodle's “Quiz statistics
calculations” (docs.moodle.org/dev). What cannot be told is None, never an exception: a spread of
fewer than two values, a correlation with something that does not vary.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum, isclose, sqrt

Counted = Mapping[float, int]
Pairs = Mapping[tuple[float, float], int]
NEAR = 1e-12  # a spread below is the rounding of floats, not a spread


def size[Key](values: Mapping[Key, int]) -> int:
    """Return how many values there are."""
    return sum(values.values())


def mean(values: Counted) -> float | None:
    """Return the arithmetic mean."""
    count = size(values)
    return fsum(value * times for value, times in values.items()) / count if count else None


def median(values: Counted) -> float | None:
    """Return the middle value, or the mean of the two in the middle."""
    count = size(values)
    if not count:
        return None
    return (_at(values, (count - 1) // 2) + _at(values, count // 2)) / 2


def moment(values: Counted, power: int) -> float | None:
    """Return the mean of the deviations from the mean, each raised to a power."""
    centre = mean(values)
    if centre is None:
        return None
    total = fsum(float((value - centre) ** power) * n for value, n in values.items())
    return total / size(values)


def variance(values: Counted) -> float | None:
    """Return the sample variance; None for fewer than two values."""
    count, second = size(values), moment(values, 2)
    return None if second is None or count < 2 else second * count / (count - 1)


def deviation(values: Counted) -> float | None:
    """Return the standard deviation of a sample; None for fewer than two values."""
    spread = variance(values)
    return None if spread is None else sqrt(spread)


def skewness(values: Counted) -> float | None:
    """Return k3 / k2^(3/2) of Fisher's k-statistics, as Moodle does: k2 the sample variance, k3 =
    n² m3 / ((n - 1)(n - 2)). Negative means a tail of low values. None below three values, or if
    they are all the same."""
    count, spread, third = size(values), variance(values), moment(values, 3)
    if count < 3 or not spread or spread < NEAR or third is None:
        return None
    return float(count**2 * third / ((count - 1) * (count - 2)) / spread**1.5)


def covariance(pairs: Pairs) -> float | None:
    """Return the sample covariance; None for fewer than two pairs."""
    count, left, right = size(pairs), mean(firsts(pairs)), mean(seconds(pairs))
    if count < 2 or left is None or right is None:
        return None
    return fsum((x - left) * (y - right) * n for (x, y), n in pairs.items()) / (count - 1)


def greatest_covariance(pairs: Pairs) -> float | None:
    """Return the covariance there would be if the same values were paired in order: the most that
    these two distributions allow."""
    return covariance(Counter(dict(_in_order(firsts(pairs), seconds(pairs)))))


def correlation(pairs: Pairs) -> float | None:
    """Return Pearson's product-moment correlation; None where a side does not vary."""
    left, right, both = variance(firsts(pairs)), variance(seconds(pairs)), covariance(pairs)
    if both is None or not left or not right or left < NEAR or right < NEAR:
        return None
    return max(-1.0, min(1.0, both / sqrt(left * right)))


def ratio(part: float | None, whole: float | None) -> float | None:
    """Return part / whole; None where either is missing or the whole is nothing."""
    if part is None or whole is None or isclose(whole, 0, abs_tol=NEAR):
        return None
    return part / whole


def firsts(pairs: Pairs) -> Counter[float]:
    """Return the left values, counted."""
    return _counted((x, n) for (x, _), n in pairs.items())


def seconds(pairs: Pairs) -> Counter[float]:
    """Return the right values, counted."""
    return _counted((y, n) for (_, y), n in pairs.items())


def lowest(values: Counted, count: int) -> float:
    """Return the value that the first `count` values, in order, end with."""
    return _at(values, count - 1)


def highest(values: Counted, count: int) -> float:
    """Return the value that the last `count` values, in order, begin with."""
    return _at(values, size(values) - count)


def _at(values: Counted, index: int) -> float:
    passed = 0
    for value in sorted(values):
        passed += values[value]
        if passed > index:
            return value
    raise IndexError(index)


def _counted(entries: Iterable[tuple[float, int]]) -> Counter[float]:
    counted: Counter[float] = Counter()
    for value, times in entries:
        counted[value] += times
    return counted


def _in_order(left: Counted, right: Counted) -> Iterable[tuple[tuple[float, float], int]]:
    """Pair the lowest with the lowest and so on; each pair of values comes once, with its count."""
    rights = iter(sorted(right.items()))
    other, available = next(rights, (0.0, 0))
    for value, wanted in sorted(left.items()):
        missing = wanted
        while missing:
            taken = min(missing, available)
            yield (value, other), taken
            missing, available = missing - taken, available - taken
            if not available:
                other, available = next(rights, (0.0, missing))
