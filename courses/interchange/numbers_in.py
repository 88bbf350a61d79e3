"""Reading exact numbers of a package."""

from decimal import Decimal, InvalidOperation
from typing import Any

from courses.interchange.located import Reader

LARGEST = Decimal(10**15)
FINEST = -20  # decimal places


def decimal_of(
    reader: Reader,
    name: str,
    *,
    default: int | None = None,
    lowest: int | None = None,
    highest: int | None = None,
    is_needed: bool = False,
) -> str | None:
    """Return a field as the text of an exact number; the default where it is absent."""
    value = reader.value(name, is_optional=not is_needed)
    if value is None:
        return None if default is None else str(default)
    number = _number(value)
    if number is None:
        reader.fault(name, f"“{name}” must be a number.")
        return None if default is None else str(default)
    low = Decimal(lowest) if lowest is not None else -LARGEST
    high = Decimal(highest) if highest is not None else LARGEST
    if not low <= number <= high:
        reader.fault(name, f"“{name}” must be from {low:f} to {high:f}.")
    return format(number, "f")


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    is_plain = number.is_finite() and int(number.as_tuple().exponent) >= FINEST
    return number if is_plain and abs(number) <= LARGEST else None
