"""What keeps a quiz's draft from being published."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.quizzes.checking import content_faults
from courses.quizzes.kinds import QuestionKind

Content = Mapping[str, Any]
SHOWN = 60  # characters of a question, to tell which one is meant


def quiz_faults(quiz: Content) -> list[str]:
    """Return the faults of a quiz's content, each with what to do."""
    title = quiz["title"]
    if not quiz["questions"] and not any("draw" in slot for slot in quiz["slots"]):
        return [f"The quiz “{title}” has no question."]
    return [f"In the quiz “{title}” {fault}" for fault in (*_draws(quiz), *_questions(quiz))]


def _draws(quiz: Content) -> Iterator[str]:
    """Each draw must find enough, also where several take from the same questions."""
    taken: set[str] = set()
    draws = sorted((slot for slot in quiz["slots"] if "draw" in slot), key=_width)
    for slot in draws:
        free = [key for key in slot["from"] if key not in taken]
        if len(free) < slot["draw"]:
            words = f"of the tag “{slot['tag']}”" if slot["tag"] else "of the bank"
            yield (
                f"a draw wants {slot['draw']} questions {words}, and finds {len(free)} that no "
                "other entry takes. Write more, or draw fewer."
            )
        taken.update(free[: slot["draw"]])


def _width(slot: Content) -> int:
    return len(slot["from"])


def _questions(quiz: Content) -> Iterator[str]:
    for question in quiz["questions"]:
        parts = question.get("questions", [])
        if question["kind"] == QuestionKind.VIGNETTE and not parts:
            yield f"the case “{_short(question)}” has no question. Add one."
        for content in (question, *parts):
            for fault in content_faults(content).values():
                yield f"the question “{_short(content)}” cannot be asked yet. {fault}"


def _short(content: Content) -> str:
    stem = content["stem"] or content["key"]
    return stem if len(stem) <= SHOWN else f"{stem[: SHOWN - 1].rstrip()}…"
