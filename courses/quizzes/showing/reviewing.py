"""A question as a learner may see it once it is marked and released: what was answered, what was
right, and why."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from courses.quizzes.marking import numeric, texts
from courses.quizzes.marking.weights import FULL, share
from courses.quizzes.showing.asking import unreadable
from courses.quizzes.showing.printing import html_of, points_words, stem_of

Content = Mapping[str, Any]
Shown = dict[str, Any]


def review(question: Content, answer: Any, *, credit: Fraction, points: Fraction) -> Shown:
    """Return what a page shows of a question with an answer of its own."""
    return {
        "kind": question["kind"],
        "stem": stem_of(question),
        "has_markup": "stem_html" in question,
        "state": state_of(credit, is_answered=bool(answer)),
        **points_of(credit, points),
        "explanation": html_of(question, "explanation"),
        "references": question.get("references", []),
        "correction": question.get("correction"),
        **REVIEWED[question["kind"]](question, answer),
    }


def state_of(credit: Fraction, *, is_answered: bool) -> str:
    """Return right, partly, wrong or none."""
    if credit == FULL:
        return "right"
    if credit > 0:
        return "partly"
    return "wrong" if is_answered else "none"


def points_of(credit: Fraction, points: Fraction) -> Shown:
    """Return the points earned and possible in words, and whether they say more than the state."""
    return {
        "earned": points_words(credit * points),
        "points": points_words(points),
        "tells_points": points != 1 or 0 < credit < 1,
    }


def _choices(question: Content, answer: Any) -> Shown:
    chosen = set(answer or [])
    return {
        "choices": [
            {
                "text": html_of(choice, "text"),
                "is_right": bool(choice.get("is_right")),
                "is_chosen": choice["key"] in chosen,
                "feedback": html_of(choice, "feedback"),
                "references": choice.get("references", []),
            }
            for choice in question["choices"]
        ]
    }


def _matching(question: Content, answer: Any) -> Shown:
    given = answer or {}
    rights = {right["key"]: html_of(right, "text") for right in question["rights"]}
    words = {right["key"]: right["text"] for right in question["rights"]}
    rows = [
        {
            "left": html_of(left, "text"),
            "right": rights[question["pairs"][left["key"]]],
            "chosen": rights.get(given.get(left["key"], ""), ""),
            "is_right": words.get(given.get(left["key"], ""))
            == words[question["pairs"][left["key"]]],
        }
        for left in question["lefts"]
    ]
    return {"rows": rows}


def _ordering(question: Content, answer: Any) -> Shown:
    items = {item["key"]: html_of(item, "text") for item in question["items"]}
    order = list(question["order"])
    given = [key for key in answer or [] if key in items]
    return {
        "given": [
            {"text": items[key], "is_right": place < len(order) and order[place] == key}
            for place, key in enumerate(given)
        ],
        "right": [items[key] for key in order],
    }


def _numeric(question: Content, answer: Any) -> Shown:
    matched = numeric.matched(question, answer or "")
    full = [entry for entry in question["answers"] if entry.get("value") is not None]
    unit = question.get("unit") or ""
    return {
        "given": answer or "",
        "unit": unit,
        "is_unreadable": bool(unreadable(question, answer)),
        "accepted": [
            accepted_range(entry) for entry in full if share(entry, otherwise=FULL) == FULL
        ],
        "feedback": html_of(matched, "feedback") if matched and answer else "",
    }


def accepted_range(entry: Content) -> Shown:
    """Return the first and the last number accepted; the same where there is no tolerance."""
    value, tolerance = Decimal(str(entry["value"])), Decimal(str(entry.get("tolerance") or 0))
    first, last = (_plain(number) for number in (value - tolerance, value + tolerance))
    return {"first": first, "last": last, "is_one": first == last}


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _text(question: Content, answer: Any) -> Shown:
    matched = texts.matched(question, answer or "")
    return {
        "given": answer or "",
        "accepted": [
            accepted_words(entry["text"])
            for entry in question["answers"]
            if share(entry, otherwise=FULL) == FULL
        ],
        "feedback": html_of(matched, "feedback") if matched else "",
    }


def accepted_words(accepted: str) -> str:
    """Return an accepted text as people read it: any characters are dots."""
    return accepted.replace("\\*", "\0").replace("*", "…").replace("\0", "*")


REVIEWED: dict[str, Callable[[Content, Any], Shown]] = {
    "single": _choices,
    "multiple": _choices,
    "true-false": _choices,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "text": _text,
}
