"""Putting another key into a published question, which stays as learners saw it.

What a learner reads before answering must be the same: the kind, the text, the choices. What is
told only afterwards, and what decides the marks, comes from the draft: which answers are right,
their weights and tolerances, accepted answers, feedback, explanation and references.
"""

from collections.abc import Callable, Mapping
from typing import Any

from courses.quizzes.kinds import QuestionKind

Content = dict[str, Any]
Read = Mapping[str, Any]
TOLD = ("explanation", "explanation_html", "references")  # with the right answer
CHOICE = ("is_right", "weight", "feedback", "feedback_html", "references")
SENSES = ("is_case_sensitive", "is_accent_sensitive")


class AskedOtherwise(Exception):
    """The draft asks something else than what was published; the message says what differs, and
    what to do."""


def rekeyed(published: Read, draft: Read) -> Content:
    """Return a published question with the key of its draft. Raises AskedOtherwise where a learner
    would have read something else."""
    _refuse_other_question(published, draft)
    kept = {name: value for name, value in published.items() if name not in TOLD}
    told = {name: draft[name] for name in TOLD if name in draft}
    return {**kept, **told, **KEYS[published["kind"]](published, draft)}


def is_same_key(published: Read, other: Read) -> bool:
    """Whether two contents of a question are marked the same."""
    return _key(published) == _key(other)


def _refuse_other_question(published: Read, draft: Read) -> None:
    if published["kind"] != draft["kind"]:
        raise AskedOtherwise("The draft is another kind of question now. Change it back first.")
    for name, words in {"stem": "text", "unit": "unit", "rule": "marking rule"}.items():
        if _shown(published, name) != _shown(draft, name):
            raise AskedOtherwise(
                f"The draft has another {words} than learners read. Put that back as published, "
                "or give everybody the points."
            )


def _shown(content: Read, name: str) -> tuple[Any, Any]:
    default = "all-or-nothing" if name == "rule" else ""
    return content.get(name) or default, content.get(f"{name}_html", "")


def _choices(published: Read, draft: Read) -> Content:
    found = _by_text(published["choices"], draft["choices"], "choices")
    kept = [
        {
            **{name: value for name, value in choice.items() if name not in CHOICE},
            **{
                name: found[choice["text"]][name]
                for name in CHOICE
                if name in found[choice["text"]]
            },
        }
        for choice in published["choices"]
    ]
    return {"choices": kept}


def _matching(published: Read, draft: Read) -> Content:
    lefts = _by_text(published["lefts"], draft["lefts"], "left sides")
    _by_text(published["rights"], draft["rights"], "right sides")
    letters = {right["text"]: right["key"] for right in published["rights"]}
    texts = {right["key"]: right["text"] for right in draft["rights"]}
    partners = {text: texts[draft["pairs"][left["key"]]] for text, left in lefts.items()}
    return {"pairs": {left["key"]: letters[partners[left["text"]]] for left in published["lefts"]}}


def _ordering(published: Read, draft: Read) -> Content:
    _by_text(published["items"], draft["items"], "items")
    letters = {item["text"]: item["key"] for item in published["items"]}
    texts = {item["key"]: item["text"] for item in draft["items"]}
    return {"order": [letters[texts[key]] for key in draft["order"]]}


def _typed(published: Read, draft: Read) -> Content:
    senses = {name: draft[name] for name in SENSES if name in draft}
    return {"answers": draft["answers"], **senses}


def _vignette(published: Read, draft: Read) -> Content:
    raise AskedOtherwise("A case has no key of its own. Correct one of its questions.")


def _by_text(published: list[Content], draft: list[Content], what: str) -> dict[str, Content]:
    """Return the draft's entries by their text. Raises AskedOtherwise if the texts differ."""
    if sorted(_looks(entry) for entry in published) != sorted(_looks(entry) for entry in draft):
        raise AskedOtherwise(
            f"The draft has other {what} than learners read. Put them back as published, or give "
            "everybody the points."
        )
    return {entry["text"]: entry for entry in draft}


def _looks(entry: Content) -> tuple[str, str]:
    return entry["text"], entry.get("text_html", "")


def _key(content: Read) -> Any:
    """What decides the marks, of each kind."""
    if content["kind"] == QuestionKind.MATCHING:
        return content["pairs"]
    if content["kind"] == QuestionKind.ORDERING:
        return content["order"]
    if "answers" in content:
        names = ("text", "value", "tolerance", "weight")
        answers = [[answer.get(name) for name in names] for answer in content["answers"]]
        return answers, [bool(content.get(name)) for name in SENSES]
    return [
        (choice["key"], choice["is_right"], choice.get("weight")) for choice in content["choices"]
    ]


KEYS: dict[str, Callable[[Read, Read], Content]] = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.TRUE_FALSE: _choices,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.NUMERIC: _typed,
    QuestionKind.TEXT: _typed,
    QuestionKind.VIGNETTE: _vignette,
}
