"""Contents of questions for tests, as compiling writes them."""

from typing import Any

Content = dict[str, Any]


def content(kind: str, **values: Any) -> Content:
    """Return a question that can be asked, with other values in place of some."""
    return {"key": "q", "kind": kind, "stem": "Which?", "points": "1", **ANSWERS[kind], **values}


def choices(*words: str) -> list[Content]:
    """Return choices by their texts; a right one ends in +."""
    return [
        {"key": letter, "text": word.rstrip("+"), "is_right": word.endswith("+"), "feedback": ""}
        for letter, word in zip("abcdefghijklmnopqrstuvwxyz_", words, strict=False)
    ]


def texts(*words: str) -> list[Content]:
    """Return lettered texts, as left sides, right sides and items are."""
    return [
        {"key": letter, "text": word}
        for letter, word in zip("abcdefghijklmnopqrstuvwxyz_", words, strict=False)
    ]


def number(value: str | None, tolerance: str = "0", **values: Any) -> Content:
    """Return an accepted number."""
    return {"value": value, "tolerance": tolerance, "feedback": "", **values}


def accepted(text: str, **values: Any) -> Content:
    """Return an accepted text."""
    return {"text": text, "feedback": "", **values}


ANSWERS: dict[str, Content] = {
    "single": {"choices": choices("Up+", "Down"), "shuffle": "all"},
    "multiple": {"choices": choices("Up+", "In+", "Down"), "shuffle": "all", "rule": "per-choice"},
    "true-false": {"choices": choices("True+", "False"), "shuffle": "none"},
    "matching": {
        "lefts": texts("Vagus", "Phrenic"),
        "rights": texts("Gut", "Diaphragm", "Hand"),
        "pairs": {"a": "a", "b": "b"},
    },
    "ordering": {
        "items": texts("Ask", "Look", "Touch"),
        "order": ["a", "b", "c"],
        "rule": "all-or-nothing",
    },
    "numeric": {"answers": [number("12.5", "0.5")], "unit": "mmHg"},
    "text": {"answers": [accepted("vagus nerve")], "is_case_sensitive": False},
    "vignette": {"questions": []},
}
