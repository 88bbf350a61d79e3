"""Numbers as files write them, read exactly."""

import re
from decimal import Decimal

from courses.interchange.questions.form import FULL, Unkept

NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:[.,]\d{0,40})?|[.,]\d{1,40})(?:[eE][+-]?\d{1,2})?")
SMALLEST = Decimal("0.00001")


def decimal(text: str) -> Decimal | None:
    """Return a number with a decimal point or comma, or None."""
    written = text.strip().replace("\u2212", "-")
    if not NUMBER.fullmatch(written) or not written.isascii():
        return None
    return tidy(Decimal(written.replace(",", ".")))


def tidy(number: Decimal) -> Decimal:
    """Return the same number in its shortest spelling: 1.50 becomes 1.5, and 1E+2 becomes 100."""
    short = number.normalize()
    if not short:
        return Decimal(0)
    return short.quantize(Decimal(1)) if 0 < int(short.as_tuple().exponent) < 20 else short


def written(number: Decimal) -> str:
    """Return a number without an exponent."""
    return format(number, "f")


def weight(text: str) -> Decimal:
    """Return a weight in per cent. Raises Unkept."""
    number = decimal(text.strip().removesuffix("%"))
    if number is None or not -FULL <= number <= FULL:
        raise Unkept(f"“{text.strip()[:40]}” is not a weight from -100 to 100 per cent.")
    return number


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return part of whole in per cent, to five places, as Moodle writes thirds."""
    if not whole:
        return Decimal(0)
    return tidy(max(-FULL, min(FULL, (part * FULL / whole).quantize(SMALLEST))))
