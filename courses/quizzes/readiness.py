"""What keeps a quiz's draft from being published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.quizzes.checking import content_faults
from courses.quizzes.drawing import share_out
from courses.quizzes.kinds import QuestionKind

Content = Mapping[str, Any]
SHOWN = 60  # characters of a question, to tell which one is meant


@dataclass(frozen=True, slots=True)
class QuizFault:
    """What is wrong, and the key of the question that it is wrong with, if it is one's."""

    words: str
    key: str = ""


def quiz_faults(quiz: Content) -> list[QuizFault]:
    """Return the faults of a quiz's content, each with what to do."""
    title = quiz["title"]
    if not quiz["questions"] and not any("draw" in slot for slot in quiz["slots"]):
        return [QuizFault(f"The quiz “{title}” has no question.")]
    return [
        QuizFault(f"In the quiz “{title}” {fault.words}", fault.key)
        for fault in (*_draws(quiz), *_questions(quiz))
    ]


def _draws(quiz: Content) -> Iterator[QuizFault]:
    """Each draw must find enough, also where several take from the same questions."""
    draws = {number: slot for number, slot in enumerate(quiz["slots"]) if "draw" in slot}
    found = share_out(
        {number: slot["draw"] for number, slot in draws.items()},
        {number: slot["from"] for number, slot in draws.items()},
    )
    for number, slot in draws.items():
        if len(found[number]) < slot["draw"]:
            words = f"of the tag “{slot['tag']}”" if slot["tag"] else "of the bank"
            yield QuizFault(
                f"a draw wants {slot['draw']} questions {words}, and finds {len(found[number])} "
                "that no other entry takes. Write more, or draw fewer."
            )


def _questions(quiz: Content) -> Iterator[QuizFault]:
    for question in quiz["questions"]:
        parts = question.get("questions", [])
        if question["kind"] == QuestionKind.VIGNETTE and not parts:
            words = f"the case “{_short(question)}” has no question. Add one."
            yield QuizFault(words, question["key"])
        for content in (question, *parts):
            for fault in content_faults(content).values():
                words = f"the question “{_short(content)}” cannot be asked yet. {fault}"
                yield QuizFault(words, content["key"])


def _short(content: Content) -> str:
    stem = content["stem"] or content["key"]
    return stem if len(stem) <= SHOWN else f"{stem[: SHOWN - 1].rstrip()}…"
