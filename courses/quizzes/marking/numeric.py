"""Marking numbers, exactly.

A learner may type a decimal point or comma, a sign, spaces or apostrophes between groups of three,
both separators where it is clear which is which (1,234.5 and 1.234,5), an exponent (1.2e3), and the
unit after the number where the question has one. One comma or point alone is always the decimal
sign, so 1,234 is one and a bit: a question must not depend on it. Anything else is wrong, never an
error. The tolerance is included: 9.5 is right for 10 ± 0.5.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from courses.quizzes.marking.weights import FULL, NONE, share

Content = Mapping[str, Any]
LONGEST = 60
GAPS = "[ \u00a0\u2009\u202f'’]"  # between groups of three digits
GROUPED = re.compile(rf"\d{{1,3}}(?:{GAPS}\d{{3}})+(?![\d])")
PLAIN = r"\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30}"
BOTH = r"\d{1,3}(?:,\d{3})+\.\d{1,30}|\d{1,3}(?:\.\d{3})+,\d{1,30}"
MANY = r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}"
NUMBER = re.compile(rf"([+-]?)(?:({BOTH})|({MANY})|({PLAIN}))((?:[eE][+-]?\d{{1,2}})?)")
SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\uff0c": ",", "\uff0e": "."})


def credit(question: Content, answer: str) -> Fraction:
    """Return the weight of the accepted number that the answer fits."""
    accepted = matched(question, answer)
    return share(accepted, otherwise=FULL) if accepted else NONE


def matched(question: Content, answer: str) -> Content | None:
    """Return the accepted number with the best weight that the answer fits; one with a value of
    None fits every other number."""
    number = read_number(answer, unit=question.get("unit") or "")
    if number is None:
        return None
    numbers = [entry for entry in question["answers"] if entry.get("value") is not None]
    others = [entry for entry in question["answers"] if entry.get("value") is None]
    fitting = [entry for entry in numbers if _fits(entry, number)]
    return max(fitting or others, key=lambda entry: share(entry, otherwise=FULL), default=None)


def clean_answer(question: Content, raw: Any) -> str:
    """Return the typed text on one line; nothing if it is no text or too long to be a number."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        return ""
    line = " ".join(str(raw).replace("\0", "").split())
    return line if len(line) <= LONGEST else ""


def read_number(typed: str, *, unit: str = "") -> Decimal | None:
    """Return the number that was typed, or None."""
    words = typed.strip().translate(SIGNS)
    if unit and words.casefold().endswith(unit.strip().casefold()):
        words = words[: len(words) - len(unit.strip())].rstrip()
    grouped = GROUPED.search(words)
    if grouped:
        words = words.replace(grouped[0], re.sub(GAPS, "", grouped[0]), 1)
    match = NUMBER.fullmatch(words)
    if not match or not words.isascii():
        return None
    sign, both, many, plain, exponent = match.groups()
    digits = _point(both) if both else re.sub("[.,]", "", many) if many else plain.replace(",", ".")
    try:
        return Decimal(f"{sign}{digits}{exponent}")
    except InvalidOperation:
        return None


def _point(grouped: str) -> str:
    last = max(grouped.rfind("."), grouped.rfind(","))
    return f"{re.sub('[.,]', '', grouped[:last])}.{grouped[last + 1 :]}"


def _fits(accepted: Content, number: Decimal) -> bool:
    value = Fraction(Decimal(str(accepted["value"])))
    tolerance = Fraction(Decimal(str(accepted.get("tolerance") or 0)))
    return abs(Fraction(number) - value) <= tolerance
