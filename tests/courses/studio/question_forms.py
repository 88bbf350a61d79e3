"""The question form as a browser posts it, for tests."""

from typing import Any

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.quizzes.blocks import PARAGRAPHS, WORDS
from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models import Quiz

Posted = dict[str, Any]
NONE = {"count": "0"}


def words(text: str) -> str:
    """Return a text as the editor of a few words posts it."""
    return str(rich_text(f"<p>{text}</p>" if text else "", features=WORDS))


def paragraphs(text: str) -> str:
    """Return a text as the editor of paragraphs posts it."""
    return str(rich_text(f"<p>{text}</p>" if text else "", features=PARAGRAPHS))


def choice(text: str, *, is_right: bool = False, weight: str = "") -> tuple[str, Posted]:
    """Return a choice."""
    value = {"text": words(text), "weight": weight, "feedback": words(""), "references": NONE}
    return ("choice", {**value, **({"is_right": "on"} if is_right else {})})


def posted(kind: str, **values: Any) -> Posted:
    """Return the whole form of a question of a kind."""
    form = {
        "kind": kind,
        "stem": paragraphs("Which nerve is it?"),
        "explanation": paragraphs("Because."),
        "references": streamfield([]),
        "points": "1",
        "tags": "",
        "difficulty": "",
        "shuffle": "all",
        "rule": "all-or-nothing",
        **ANSWERS[kind](),
        **values,
    }
    flat: Posted = nested_form_data(form)
    return flat


def posted_quiz(quiz: Quiz, *entries: tuple[str, Any], **values: Any) -> Posted:
    """Return the whole form of a quiz."""
    form = {
        "title": "Final quiz",
        "introduction": "",
        "entries": streamfield(list(entries)),
        "pass_mark": "70",
        "attempt_limit": "3",
        "cool_down_minutes": "60",
        "time_limit_minutes": "20",
        "mode": "each",
        "release": "passed",
        "minutes": "15",
        "module": quiz.module_id,
        "key": quiz.key,
        "position": "90",
        **values,
    }
    flat: dict[str, Any] = nested_form_data(form)
    return flat


def draw(count: int, **values: str) -> tuple[str, Any]:
    """Return a draw among a quiz's entries."""
    value = {"count": str(count), "tag": "", "difficulty": "", "prefers_unseen": "on", **values}
    return ("draw", value)


ANSWERS: dict[str, Any] = {
    QuestionKind.SINGLE: lambda: {
        "choices": streamfield([choice("Vagus", is_right=True), choice("Phrenic")])
    },
    QuestionKind.MULTIPLE: lambda: {
        "choices": streamfield([choice("A", is_right=True), choice("B", is_right=True)]),
        "rule": "per-choice",
    },
    QuestionKind.TRUE_FALSE: lambda: {
        "choices": streamfield([choice("True"), choice("False", is_right=True)])
    },
    QuestionKind.MATCHING: lambda: {
        "pairs": streamfield(
            [
                ("pair", {"left": words("Vagus"), "right": words("Gut")}),
                ("pair", {"left": words("Phrenic"), "right": words("Diaphragm")}),
                ("extra", words("Hand")),
            ]
        )
    },
    QuestionKind.ORDERING: lambda: {
        "items": streamfield([("item", words("Ask")), ("item", words("Touch"))]),
        "rule": "adjacent",
    },
    QuestionKind.NUMERIC: lambda: {
        "numbers": streamfield(
            [
                (
                    "number",
                    {"value": "12.5", "tolerance": "0.5", "weight": "", "feedback": words("")},
                )
            ]
        ),
        "unit": "mmHg",
    },
    QuestionKind.TEXT: lambda: {
        "texts": streamfield(
            [("text", {"text": "vagus", "weight": "", "feedback": words("Yes.")})]
        ),
        "is_case_sensitive": "on",
    },
    QuestionKind.VIGNETTE: dict,
}
