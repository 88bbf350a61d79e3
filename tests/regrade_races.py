"""A key is corrected while learners submit, and by three people at once."""

from collections.abc import Callable
from itertools import count
from typing import Any

from accounts.models import User
from courses.attempts import submitting
from courses.attempts.models import KeyCorrection, QuizAttempt, Regrade, Response
from courses.attempts.regrading import NothingToCorrect, correct
from courses.enrolment.models import Enrolment
from courses.quizzes.models import QuestionVersion
from tests import factories, study
from tests.races import race

LEARNERS, CORRECTORS = 9, 3


def run_all() -> dict[str, Any]:
    """Let nine learners submit all wrong answers while three correct one key."""
    factories.make_provider()
    course = factories.publish_course(factories.make_full_course("raced")).course
    attempts = [_answered(number, course) for number in range(LEARNERS)]
    version = QuestionVersion.objects.filter(question__course=course).earliest("pk")
    reviewer = factories.make_user("reviewer@example.org")
    acts = [
        *[_submit(attempt) for attempt in attempts[:-1]],
        *[_correct(version, reviewer)] * CORRECTORS,
    ]
    turn = count()
    race(lambda: acts[next(turn)](), len(acts))
    submitting.submit(attempts[-1])
    marked = QuizAttempt.objects.filter(enrolment__course=course)
    return {
        "corrections": KeyCorrection.objects.count(),
        "percents": sorted(set(marked.values_list("percent", flat=True))),
        "credits": sorted({int(row.credit) for row in Response.objects.filter(version=version)}),
        "logged_twice": Regrade.objects.count() - len(set(_logged())),
    }


def _logged() -> list[int]:
    return list(Regrade.objects.values_list("attempt", flat=True))


def _answered(number: int, course: Any) -> QuizAttempt:
    learner = factories.make_user(f"raced-{number}@example.org")
    enrolment: Enrolment = factories.enrol_free(learner, course)
    attempt = study.start_quiz(enrolment)
    study.answer_all(attempt, right=False)
    return attempt


def _submit(attempt: QuizAttempt) -> Callable[[], bool]:
    return lambda: submitting.submit(QuizAttempt.objects.get(pk=attempt.pk))


def _correct(version: QuestionVersion, by: User) -> Callable[[], bool]:
    def act() -> bool:
        try:
            correct(version, effect="all-right", reason="Two are right.", by=by)
        except NothingToCorrect:
            return False
        return True

    return act
