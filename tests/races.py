"""Twenty at once: the same act from many threads, each with a database connection of its own.

On SQLite this needs a file, and so a process of its own: threads do not share one in memory."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core import mail
from django.db import connection

from accounts.models import User
from courses.attempts import submitting
from courses.attempts.models import QuizAttempt
from courses.catalogue.models import Course
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, SigningKey
from courses.enrolment.models import Enrolment, Grant
from courses.progress import completing
from cpd.outbox.models import Job, Mail
from cpd.outbox.posting import post_job
from cpd.outbox.working import take_due
from tests import factories, study

TIMES = 20


def race[Result](act: Callable[[], Result], times: int = TIMES) -> list[Result]:
    """Do something twenty times at once, or as often as told; returns what each got, or raises
    what one raised."""
    barrier = Barrier(times)

    def run() -> Result:
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(times)]]


def start_and_submit(enrolment: Enrolment) -> dict[str, Any]:
    """Start a quiz twenty times at once, answer it, and submit it twenty times at once."""
    started = race(lambda: study.start_quiz(enrolment).pk)
    attempt = QuizAttempt.objects.filter(enrolment=enrolment).latest("number")
    study.answer_all(attempt)
    submitted = race(lambda: submitting.submit(QuizAttempt.objects.get(pk=attempt.pk)))
    return {
        "attempts": enrolment.attempts.count(),
        "different": len(set(started)),
        "submitted": sum(submitted),
        "passed": enrolment.attempts.passed().count(),
    }


def complete(enrolment: Enrolment) -> dict[str, Any]:
    """Complete the lessons, then the course twenty times at once."""
    study.complete_lessons(enrolment)
    completions = race(lambda: completing.complete_course(enrolment))
    return {
        "different": len({completion.pk for completion in completions if completion}),
        "completions": enrolment.completions.count(),
        "certificates": Certificate.objects.filter(learner=enrolment.learner_id).count(),
        "jobs": Job.objects.filter(kind="certificate.draw").count(),
        # Django's test runner keeps mail in memory; our own process writes rows.
        "mails": Mail.objects.count() + len(getattr(mail, "outbox", [])),
    }


def enrol_often(learner: User, course: Course) -> dict[str, Any]:
    """Enrol twenty times at once, all for one cause."""
    race(lambda: factories.enrol_free(learner, course))
    return {
        "enrolments": learner.enrolments.count(),
        "grants": Grant.objects.filter(enrolment__learner=learner).count(),
    }


def take_jobs() -> dict[str, Any]:
    """Let twenty workers take ten jobs."""
    Job.objects.all().delete()
    for number in range(10):
        post_job("race", number=number)
    taken = [job.pk for job in race(take_due) if job]
    return {"taken": len(taken), "different": len(set(taken))}


def sign_at_once(enrolment: Enrolment) -> dict[str, Any]:
    """Ask for a certificate's file ten times at once, before there are keys."""
    SigningKey.objects.all().delete()
    certificate = Certificate.objects.get(learner=enrolment.learner_id)
    kept = race(lambda: keep_pdf(certificate).pk, 10)
    return {
        "keys": SigningKey.objects.count(),
        "credentials": certificate.credentials.count(),
        "files": certificate.files.count(),
        "different": len(set(kept)),
    }


def make_learner() -> User:
    """Make a learner of a published course."""
    factories.make_provider()
    course = factories.publish_course(factories.make_full_course()).course
    learner = factories.make_user("race@example.org", certificate_name="Race Runner")
    factories.enrol_free(learner, course)
    return learner


def run_all() -> dict[str, Any]:
    """Run every race once, on what the database holds."""
    enrolment = make_learner().enrolments.get()
    other = factories.make_user("other@example.org")
    return {
        "attempts": start_and_submit(enrolment),
        "completion": complete(enrolment),
        "signing": sign_at_once(enrolment),
        "enrolment": enrol_often(other, enrolment.course),
        "jobs": take_jobs(),
    }
