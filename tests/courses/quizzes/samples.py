"""Contents of questions of every kind, as plain data."""

from typing import Any

Content = dict[str, Any]
SINGLE: Content = {
    "key": "single",
    "kind": "single",
    "stem": "Which?",
    "shuffle": "all",
    "choices": [
        {"key": key, "text": f"Choice {key}", "is_right": key == "b", "references": []}
        for key in "abcd"
    ],
}
MULTIPLE: Content = {
    **SINGLE,
    "key": "multiple",
    "kind": "multiple",
    "rule": "per-choice",
    "points": "2",
    "choices": [{**choice, "is_right": choice["key"] in "ac"} for choice in SINGLE["choices"]],
}
TRUE_FALSE: Content = {
    **SINGLE,
    "key": "true-false",
    "kind": "true-false",
    "choices": [
        {"key": "a", "text": "True", "is_right": True, "references": []},
        {"key": "b", "text": "False", "is_right": False, "references": []},
    ],
}
MATCHING: Content = {
    "key": "matching",
    "kind": "matching",
    "stem": "Match.",
    "lefts": [{"key": key, "text": f"Left {key}"} for key in "abc"],
    "rights": [{"key": key, "text": f"Right {key}"} for key in "abcd"],
    "pairs": {"a": "a", "b": "b", "c": "c"},
}
ORDERING: Content = {
    "key": "ordering",
    "kind": "ordering",
    "stem": "Order.",
    "rule": "adjacent",
    "items": [{"key": key, "text": f"Item {key}"} for key in "abcd"],
    "order": list("abcd"),
}
NUMERIC: Content = {
    "key": "numeric",
    "kind": "numeric",
    "stem": "How many?",
    "unit": "mmHg",
    "answers": [
        {"value": "12.5", "tolerance": "0.5", "feedback": "Just so."},
        {"value": None, "weight": "0", "feedback": "Measure again."},
    ],
}
TEXT: Content = {
    "key": "text",
    "kind": "text",
    "stem": "Which nerve?",
    "answers": [{"text": "vagus*", "feedback": "Yes."}, {"text": "tenth", "weight": "50"}],
}
VIGNETTE: Content = {
    "key": "vignette",
    "kind": "vignette",
    "stem": "A case [[1]] and [[2]], not [[3]].",
    "points": "3",
    "questions": [{**SINGLE, "points": "1"}, {**NUMERIC, "points": "2"}],
}
EVERY = [SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, ORDERING, NUMERIC, TEXT, VIGNETTE]
