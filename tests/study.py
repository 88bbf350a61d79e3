"""Studying in tests, through the same operations as the pages."""

from courses.attempts import attempting
from courses.attempts.models import QuizAttempt
from courses.attempts.questions import drawn_questions
from courses.enrolment.models import Enrolment
from courses.progress import completing


def complete_lessons(enrolment: Enrolment) -> None:
    """Mark every lesson complete."""
    for item in enrolment.edition.items.filter(lesson_version__isnull=False):
        completing.complete_lesson(enrolment, item)


def answer_all(attempt: QuizAttempt, *, right: bool = True) -> None:
    """Answer every question right, or every one wrong."""
    for question in drawn_questions(attempt):
        chosen = [choice["key"] for choice in question["choices"] if choice["is_right"] is right]
        attempting.save_answer(attempt, question_key=question["key"], chosen=chosen)


def start_quiz(enrolment: Enrolment) -> QuizAttempt:
    """Start the first quiz, or go on with it."""
    return attempting.start(enrolment, enrolment.edition.items.filter(lesson_version=None)[0])


def take_quiz(enrolment: Enrolment, *, right: bool = True) -> QuizAttempt:
    """Take the first quiz and submit it."""
    attempt = start_quiz(enrolment)
    answer_all(attempt, right=right)
    attempting.submit(attempt)
    completing.complete_course(enrolment)
    return attempt


def finish(enrolment: Enrolment) -> None:
    """Do all that the completion rule asks for."""
    complete_lessons(enrolment)
    take_quiz(enrolment)
