"""Printing what a question is made of."""

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

Content = Mapping[str, Any]
PART_MARK = re.compile(r"\[\[(\d{1,2})\]\]")
CENT = Decimal("0.01")


def html_of(entry: Content, name: str) -> SafeString:
    """Return a text with its mark-up, which was sanitised at publishing (wording.py), or its words
    where they say it all."""
    html = entry.get(f"{name}_html")
    return mark_safe(html) if html else escape(entry.get(name) or "")  # noqa: S308 see above


def stem_of(question: Content, *, prefix: str = "part-") -> SafeString:
    """Return a question's stem; a case's marks link to the parts that stand for them, unless there
    is no prefix because the parts are not on the page."""
    html = html_of(question, "stem")
    count = len(question.get("questions", []))

    def linked(mark: re.Match[str]) -> str:
        number = int(mark[1])
        if not 1 <= number <= count:
            return mark[0]
        if not prefix:
            return str(format_html('<span class="part-mark">{}</span>', number))
        link = '<a class="part-mark" href="#{}{}">{}</a>'
        return str(format_html(link, prefix, number, number))

    return mark_safe(PART_MARK.sub(linked, html)) if count else html  # noqa: S308 as above


def stem_words(question: Content) -> str:
    """Return a question's stem as words for a list, without a case's marks."""
    return " ".join(PART_MARK.sub(" ", question["stem"]).split())


def points_words(value: Fraction) -> str:
    """Return points as a number of two decimals at most, rounded down: 2, 1.5, 0.33."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{exact.quantize(CENT, rounding=ROUND_DOWN):f}"
    return text.rstrip("0").rstrip(".") or "0"
