"""The canonical form of JSON (RFC 8785), which proofs of the kind eddsa-jcs-2022 sign."""

import json
import math
from typing import Any

LARGEST_WHOLE = 2**53


def canonical(value: Any) -> str:
    """Return JSON without spaces, names sorted by UTF-16, numbers as ECMAScript writes them.
    Raises ValueError for numbers that it cannot hold."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return _number(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Return a number as ECMAScript does: shortest digits, exponents from 1e21 and below 1e-6."""
    if not math.isfinite(value):
        raise ValueError("It is no number of JSON.")
    if isinstance(value, int) and abs(value) <= LARGEST_WHOLE:
        return str(value)
    number = float(value)
    if number == 0:
        return "0"
    mantissa, _, exponent = f"{number!r}e0".partition("e")
    whole, _, part = mantissa.lstrip("-").partition(".")
    part = "" if part == "0" else part
    power = int(exponent.removesuffix("e0")) + len(whole)
    digits = (whole + part).lstrip("0")
    power -= len(whole + part) - len((whole + part).lstrip("0"))
    digits = digits.rstrip("0")
    return ("-" if number < 0 else "") + _placed(digits, power)


def _placed(digits: str, power: int) -> str:
    """Return digits with their point, which stands `power` places behind the first one's front."""
    if len(digits) <= power <= 21:
        return digits.ljust(power, "0")
    if 0 < power <= 21:
        return f"{digits[:power]}.{digits[power:]}"
    if -6 < power <= 0:
        return f"0.{'0' * -power}{digits}"
    sign = "+" if power > 0 else "-"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{sign}{abs(power - 1)}"
