"""A question as a learner may see it while answering: what is asked and what was answered, nothing
else. Each kind copies out what it shows, so that nothing comes along by itself."""

from collections.abc import Callable, Mapping
from typing import Any

from courses.quizzes.grading import points
from courses.quizzes.marking.numeric import read_number
from courses.quizzes.showing.printing import html_of, points_words, stem_of

Content = Mapping[str, Any]
Shown = dict[str, Any]
FITS = 36  # characters of a right side that a list shows whole on a phone


def ask(question: Content, answer: Any, *, prefix: str = "") -> Shown:
    """Return what a page shows of a question; prefix tells the fields of a case's parts apart."""
    shown = ASKED[question["kind"]](question, answer, prefix)
    return {
        "kind": question["kind"],
        "stem": stem_of(question),
        "has_markup": "stem_html" in question,
        "prefix": prefix,
        "points": points_words(points(question)),
        "rule": question.get("rule", ""),
        "is_answered": bool(answer),
        **shown,
    }


def is_whole(question: Content, answer: Any) -> bool:
    """Whether all of a question has an answer."""
    kind = question["kind"]
    if kind == "vignette":
        given = answer or {}
        return all(is_whole(part, given.get(part["key"])) for part in question["questions"])
    if kind == "matching":
        return len(answer or {}) == len(question["lefts"])
    return bool(answer)


def unreadable(question: Content, answer: Any, *, prefix: str = "") -> list[str]:
    """Return the fields in which something was typed that cannot be read as the number asked
    for."""
    if question["kind"] == "vignette":
        given = answer or {}
        parts = enumerate(question["questions"], start=1)
        return [
            name
            for number, part in parts
            for name in unreadable(part, given.get(part["key"]), prefix=f"p{number}-")
        ]
    if question["kind"] != "numeric" or not answer:
        return []
    number = read_number(answer, unit=question.get("unit") or "")
    return [f"{prefix}answer"] if number is None else []


def _choices(question: Content, answer: Any, _: str) -> Shown:
    chosen = set(answer or [])
    return {
        "is_multiple": question["kind"] == "multiple",
        "choices": [
            {
                "key": choice["key"],
                "text": html_of(choice, "text"),
                "is_chosen": choice["key"] in chosen,
            }
            for choice in question["choices"]
        ],
    }


def _matching(question: Content, answer: Any, prefix: str) -> Shown:
    given = answer or {}
    rights = [
        {"key": right["key"], "text": html_of(right, "text"), "words": right["text"]}
        for right in question["rights"]
    ]
    return {
        "rights": rights,
        "has_lettered_rights": any(
            "text_html" in right or len(right["text"]) > FITS for right in question["rights"]
        ),
        "lefts": [
            {
                "name": f"{prefix}answer-{left['key']}",
                "text": html_of(left, "text"),
                "chosen": given.get(left["key"], ""),
            }
            for left in question["lefts"]
        ],
    }


def _ordering(question: Content, answer: Any, _: str) -> Shown:
    items = {item["key"]: item for item in question["items"]}
    given = [key for key in answer or [] if key in items]
    order = [*given, *(key for key in items if key not in given)]
    return {
        "items": [
            {
                "key": key,
                "text": html_of(items[key], "text"),
                "words": items[key]["text"],
            }
            for key in order
        ]
    }


def _numeric(question: Content, answer: Any, _: str) -> Shown:
    return {
        "value": answer or "",
        "unit": question.get("unit") or "",
        "is_unreadable": bool(unreadable(question, answer)),
    }


def _text(_: Content, answer: Any, __: str) -> Shown:
    return {"value": answer or ""}


def _vignette(question: Content, answer: Any, _: str) -> Shown:
    given = answer or {}
    return {
        "parts": [
            {"number": number, **ask(part, given.get(part["key"]), prefix=f"p{number}-")}
            for number, part in enumerate(question["questions"], start=1)
        ]
    }


ASKED: dict[str, Callable[[Content, Any, str], Shown]] = {
    "single": _choices,
    "multiple": _choices,
    "true-false": _choices,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "text": _text,
    "vignette": _vignette,
}
