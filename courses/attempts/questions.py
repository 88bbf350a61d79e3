"""The questions of an attempt, as it pinned them; with or without what the learner may not know
yet."""

from string import ascii_lowercase
from typing import Any

from courses.attempts.models import QuizAttempt

Question = dict[str, Any]


def drawn_questions(attempt: QuizAttempt) -> list[Question]:
    """Return the drawn questions with right answers and feedback, in the attempt's order; answers
    name choices by their letters here. For the server only."""
    by_key = {question["key"]: question for question in attempt.quiz_version.content["questions"]}
    return [_in_order(by_key[entry["question"]], entry["choices"]) for entry in attempt.order]


def question_of(attempt: QuizAttempt, key: str) -> Question | None:
    """Return one drawn question with its key. For the server only."""
    return next((question for question in drawn_questions(attempt) if question["key"] == key), None)


def asked(question: Question, chosen: list[str]) -> Question:
    """Return a question as a learner may see it before submitting: stem and choices, nothing
    else."""
    return {
        "key": question["key"],
        "kind": question["kind"],
        "stem": question["stem"],
        "is_multiple": question["kind"] == "multiple",
        "choices": [
            {"key": choice["key"], "text": choice["text"], "is_chosen": choice["key"] in chosen}
            for choice in question["choices"]
        ],
    }


def reviewed(attempt: QuizAttempt) -> list[Question]:
    """Return every question with answer, key, feedback and references, once the attempt is
    submitted."""
    if attempt.is_open:
        return []
    return [_with_answer(question, attempt.answers) for question in drawn_questions(attempt)]


def _in_order(question: Question, keys: list[str]) -> Question:
    """Shuffle, and letter the choices anew, so that no letter tells where the author wrote it."""
    choices = {choice["key"]: choice for choice in question["choices"]}
    drawn = zip(ascii_lowercase, keys, strict=False)
    return {**question, "choices": [{**choices[key], "key": letter} for letter, key in drawn]}


def _with_answer(question: Question, answers: dict[str, list[str]]) -> Question:
    chosen = answers.get(question["key"], [])
    choices = [{**choice, "is_chosen": choice["key"] in chosen} for choice in question["choices"]]
    is_right = all(choice["is_chosen"] == choice["is_right"] for choice in choices)
    return {**question, "choices": choices, "is_right": is_right, "is_answered": bool(chosen)}
