"""Marking short texts.

Always the same: Unicode compatibility forms (NFKC: ﬁ and fi, full-width letters), runs of white
space and white space at the edges, the shapes of apostrophes, quotation marks and dashes. The same
unless the question says otherwise: capital and small letters (is_case_sensitive), letters with and
without accents (is_accent_sensitive). In an accepted answer * stands for any characters, none
included, and \\* for an asterisk. Nothing else is guessed: a typing error is wrong, unless it is
accepted with its own weight.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from courses.quizzes.marking.weights import FULL, NONE, share

Content = Mapping[str, Any]
LONGEST = 500
SINGLE = "\u2018\u2019\u02bc\u2032`\u00b4"  # quotation marks, apostrophes, prime, accents
DOUBLE = "\u201c\u201d\u201e\u00ab\u00bb"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
UNSEEN = "\u00ad\u200b\ufeff"  # soft hyphen, zero-width space, byte order mark
ALIKE = str.maketrans(
    dict.fromkeys(SINGLE, "'") | dict.fromkeys(DOUBLE, '"') | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(UNSEEN)
)  # fmt: skip
PIECE = re.compile(r"\\\*|\*|\\|[^*\\]+")


def credit(question: Content, answer: str) -> Fraction:
    """Return the weight of the accepted text that the answer fits."""
    accepted = matched(question, answer)
    return share(accepted, otherwise=FULL) if accepted else NONE


def matched(question: Content, answer: str) -> Content | None:
    """Return the first accepted text that the answer fits; the ones in full come before the ones
    with a wildcard."""
    typed = _normal(question, answer)
    if not typed:
        return None
    pieces = [(_pieces(question, accepted["text"]), accepted) for accepted in question["answers"]]
    ranked = sorted(pieces, key=lambda both: len(both[0]))
    return next((accepted for parts, accepted in ranked if _fits(parts, typed)), None)


def clean_answer(question: Content, raw: Any) -> str:
    """Return the typed text without control characters; nothing if it is no text or too long."""
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return ""
    shown = (
        sign for sign in raw if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return " ".join("".join(shown).split())


def _normal(question: Content, text: str) -> str:
    words = unicodedata.normalize("NFKC", text.translate(ALIKE)).translate(ALIKE)
    if not question.get("is_accent_sensitive"):
        apart = unicodedata.normalize("NFD", words)
        words = unicodedata.normalize(
            "NFC", "".join(s for s in apart if not unicodedata.combining(s))
        )
    if not question.get("is_case_sensitive"):
        words = words.casefold()
    return " ".join(words.split())


def _pieces(question: Content, accepted: str) -> list[str]:
    """Return what stands between the wildcards."""
    pieces = [""]
    for piece in PIECE.findall(accepted):
        if piece == "*":
            pieces.append("")
        else:
            pieces[-1] += "*" if piece == "\\*" else piece
    return [_normal(question, words) for words in pieces]


def _fits(pieces: list[str], typed: str) -> bool:
    """Whether the pieces stand in the text in order, the first at its start, the last at its
    end."""
    first, *rest = pieces
    if not rest:
        return typed == first
    if not typed.startswith(first):
        return False
    *middle, last = rest
    at = len(first)
    for piece in middle:
        found = typed.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(typed) - len(last) >= at and typed.endswith(last)
