"""The key of a question as an answer: what earns all its points."""

from collections.abc import Mapping
from typing import Any

from courses.quizzes.marking.weights import FULL, share

Content = Mapping[str, Any]


def right_answer(question: Content) -> Any:
    """Return an answer that earns all the points, in the letters of the content. For a text with
    wildcards they stand for nothing."""
    kind = question["kind"]
    if kind == "vignette":
        return {part["key"]: right_answer(part) for part in question["questions"]}
    if kind == "matching":
        return dict(question["pairs"])
    if kind == "ordering":
        return list(question["order"])
    if kind == "numeric":
        return str(next(entry["value"] for entry in _full(question) if entry["value"] is not None))
    if kind == "text":
        text = str(next(entry["text"] for entry in _full(question)))
        return text.replace("\\*", "\0").replace("*", "").replace("\0", "*")
    return [choice["key"] for choice in question["choices"] if choice["is_right"]]


def _full(question: Content) -> list[Content]:
    return [entry for entry in question["answers"] if share(entry, otherwise=FULL) == FULL]
