"""Studying in tests, through the same operations as the pages."""

from typing import Any

from courses.attempts import saving, starting, submitting
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.enrolment.models import Enrolment
from courses.progress import completing
from courses.quizzes.keys import right_answer


def complete_lessons(enrolment: Enrolment) -> None:
    """Mark every lesson complete."""
    for item in enrolment.edition.items.filter(lesson_version__isnull=False):
        completing.complete_lesson(enrolment, item)


def answer(attempt: QuizAttempt, key: str, given: Any) -> QuizAttempt:
    """Answer one question, in the letters that the learner sees."""
    return saving.save_answer(attempt, question_key=key, answer=given)


def answer_all(attempt: QuizAttempt, *, right: bool = True) -> None:
    """Answer every question right, or every one wrong."""
    for key in attempt.drawn_keys:
        question = drawn_question(attempt, key)
        answer(attempt, key, right_answer(question) if right else wrong_answer(question))


def wrong_answer(question: dict[str, Any]) -> Any:
    """Return an answer that earns nothing."""
    kind = question["kind"]
    if kind == "vignette":
        return {part["key"]: wrong_answer(part) for part in question["questions"]}
    if kind == "matching":
        rights = [right["key"] for right in question["rights"]]
        return {
            left: next(right for right in rights if right != partner)
            for left, partner in question["pairs"].items()
        }
    if kind == "ordering":
        return list(reversed(question["order"]))
    if kind in {"numeric", "text"}:
        return "-987654" if kind == "numeric" else "nothing of the kind"
    return [choice["key"] for choice in question["choices"] if not choice["is_right"]]


def start_quiz(enrolment: Enrolment) -> QuizAttempt:
    """Start the first quiz, or go on with it."""
    return starting.start(enrolment, enrolment.edition.items.filter(lesson_version=None)[0])


def take_quiz(enrolment: Enrolment, *, right: bool = True) -> QuizAttempt:
    """Take the first quiz and submit it."""
    attempt = start_quiz(enrolment)
    answer_all(attempt, right=right)
    submitting.submit(attempt)
    return attempt


def finish(enrolment: Enrolment) -> None:
    """Do all that the completion rule asks for."""
    complete_lessons(enrolment)
    take_quiz(enrolment)
