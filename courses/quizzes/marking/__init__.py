"""Marking an answer, as pure functions of a question's content and what was answered.

credit(question, answer) returns an exact share of the points, 0 to 1; clean_answer(question, raw)
returns what of a raw answer can be one, and is what is stored. Both take a question's content as
plain data, and neither raises for any answer:

    single, true-false, multiple
        {"kind", "choices": [{"key", "text", "is_right", "weight"?, …}], "rule"?}
        weight: per cent, a whole number or a text such as "33.33333"; without it, is_right decides.
        rule (multiple): "per-choice" or "all-or-nothing", which is the default, as ever.
        answer: a list of choices' keys.
    matching
        {"kind", "lefts": [{"key", …}], "rights": [{"key", …}], "pairs": {left key: right key}}
        answer: {left key: right key}.
    ordering
        {"kind", "items": [{"key", …}], "order": [keys], "rule"?: "all-or-nothing" or "adjacent"}
        answer: a list of keys.
    numeric
        {"kind", "answers": [{"value": "12.5" or None, "tolerance"?: "0.5", "weight"?}], "unit"?}
        answer: the text that was typed.
    text
        {"kind", "answers": [{"text", "weight"?}], "is_case_sensitive"?, "is_accent_sensitive"?}
        answer: the text that was typed.
    vignette
        {"kind", "questions": [{"key", "points"?, …any of the above}]}
        answer: {question key: its answer}.

Questions of quiz versions written before there were weights and rules (compiling.py) are the first
shape without them, and are marked as they were. Numbers are texts in content, so that JSON keeps
them exactly.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from courses.quizzes.marking import choices, matching, numeric, ordering, texts, vignette

Content = Mapping[str, Any]
KINDS = {
    "single": choices,
    "true-false": choices,
    "multiple": choices,
    "matching": matching,
    "ordering": ordering,
    "numeric": numeric,
    "text": texts,
}


def credit(question: Content, answer: Any) -> Fraction:
    """Return the share of the points that an answer earns, 0 to 1. Raises KeyError for an unknown
    kind of question."""
    return _bounded(_functions(question)[0](question, clean_answer(question, answer)))


def clean_answer(question: Content, raw: Any) -> Any:
    """Return what of a raw answer can be an answer to this question; empty if nothing can. Raises
    KeyError for an unknown kind of question."""
    return _functions(question)[1](question, raw)


def _functions(
    question: Content,
) -> tuple[Callable[[Content, Any], Fraction], Callable[[Content, Any], Any]]:
    if question["kind"] == "vignette":
        return (
            lambda content, answer: vignette.credit(content, answer, credit),
            lambda content, raw: vignette.clean_answer(content, raw, clean_answer),
        )
    module = KINDS[question["kind"]]
    return module.credit, module.clean_answer


def _bounded(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))
