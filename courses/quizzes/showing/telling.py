"""A question as its author sees it: what is right, what each answer is worth, and why."""

from collections.abc import Callable, Mapping
from typing import Any

from courses.quizzes.grading import points
from courses.quizzes.marking.weights import FULL, NONE, share
from courses.quizzes.showing.printing import html_of, points_words, stem_of
from courses.quizzes.showing.reviewing import accepted_range, accepted_words

Content = Mapping[str, Any]
Told = dict[str, Any]
PERCENT = 100


def tell(question: Content) -> Told:
    """Return everything a page shows to whoever writes or checks a question."""
    return {
        "kind": question["kind"],
        "stem": stem_of(question),
        "points": points_words(points(question)),
        "rule": question.get("rule", ""),
        "explanation": html_of(question, "explanation"),
        "references": question.get("references", []),
        **TOLD[question["kind"]](question),
    }


def _choices(question: Content) -> Told:
    return {
        "choices": [
            {
                **_reason(choice),
                "text": html_of(choice, "text"),
                "is_right": bool(choice["is_right"]),
                "references": choice.get("references", []),
            }
            for choice in question["choices"]
        ]
    }


def _matching(question: Content) -> Told:
    rights = {right["key"]: html_of(right, "text") for right in question["rights"]}
    pairs = question["pairs"]
    extra = [text for key, text in rights.items() if key not in pairs.values()]
    rows = [
        {"left": html_of(left, "text"), "right": rights[pairs[left["key"]]]}
        for left in question["lefts"]
    ]
    return {"rows": rows, "extra": extra}


def _ordering(question: Content) -> Told:
    items = {item["key"]: html_of(item, "text") for item in question["items"]}
    return {"right": [items[key] for key in question["order"]]}


def _numeric(question: Content) -> Told:
    answers = [
        {
            **_reason(answer, otherwise=True),
            "range": accepted_range(answer) if answer["value"] is not None else None,
        }
        for answer in question["answers"]
    ]
    return {"numbers": answers, "unit": question.get("unit") or ""}


def _text(question: Content) -> Told:
    return {
        "texts": [
            {**_reason(answer, otherwise=True), "text": accepted_words(answer["text"])}
            for answer in question["answers"]
        ],
        "is_case_sensitive": question["is_case_sensitive"],
        "is_accent_sensitive": question["is_accent_sensitive"],
    }


def _vignette(question: Content) -> Told:
    return {"parts": [tell(part) for part in question["questions"]]}


def _reason(answer: Content, *, otherwise: bool = False) -> Told:
    """Feedback, and the share in per cent where it is not the usual one."""
    worth = share(answer, otherwise=FULL if otherwise else NONE)
    return {
        "feedback": html_of(answer, "feedback"),
        "weight": float(worth * PERCENT) if "weight" in answer and worth != FULL else None,
    }


TOLD: dict[str, Callable[[Content], Told]] = {
    "single": _choices,
    "multiple": _choices,
    "true-false": _choices,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "text": _text,
    "vignette": _vignette,
}
