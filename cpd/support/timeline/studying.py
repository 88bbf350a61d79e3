"""What a learner studied: lessons, attempts, completions, certificates and access."""

from collections.abc import Iterator

from django.urls import reverse

from courses.attempts.models import Allowance, QuizAttempt
from courses.certificates.models import Certificate
from courses.enrolment.models import Grant
from courses.progress.models import CourseCompletion, LessonCompletion
from cpd.moments import Moment
from cpd.support.learners import Learner


def progress(learner: Learner, limit: int) -> Iterator[Moment]:
    """Lessons and courses completed; two queries."""
    lessons = LessonCompletion.objects.filter(enrolment__learner__in=learner.ids)
    for at, title, course in lessons.order_by("-completed_at").values_list(
        "completed_at", "lesson__title", "enrolment__course__title"
    )[:limit]:
        yield Moment(at, "progress", f"Lesson completed: {title} ({course})")
    courses = CourseCompletion.objects.filter(enrolment__learner__in=learner.ids)
    for at, title, number, round_ in courses.order_by("-created_at").values_list(
        "created_at", "edition__title", "edition__number", "round"
    )[:limit]:
        again = f", round {round_}" if round_ > 1 else ""
        yield Moment(at, "progress", f"Course completed: {title}, edition {number}{again}")


def attempts(learner: Learner, limit: int) -> Iterator[Moment]:
    """Attempts begun and marked; one query."""
    rows = QuizAttempt.objects.filter(enrolment__learner__in=learner.ids)
    found = rows.order_by("-started_at").values_list(
        "started_at",
        "submitted_at",
        "number",
        "percent",
        "is_passed",
        "ending",
        "quiz__title",
        "enrolment__course__title",
    )
    for begun, ended, number, percent, is_passed, ending, quiz, course in found[:limit]:
        what = f"{quiz}, attempt {number} ({course})"
        yield Moment(begun, "attempt", f"Begun: {what}")
        if ended:
            result = "passed" if is_passed else "not passed"
            is_own = ending == QuizAttempt.Ending.LEARNER
            why = "" if is_own else str(QuizAttempt.Ending(ending).label)
            yield Moment(ended, "attempt", f"{percent} %, {result}: {what}", why=why)


def certificates(learner: Learner, limit: int) -> Iterator[Moment]:
    """Certificates issued, superseded and revoked; one query."""
    rows = Certificate.objects.filter(learner__in=learner.ids).order_by("-issued_at")
    for row in rows.select_related("replaced_by").defer("facts")[:limit]:
        address = reverse("records:certificate", args=[row.public_id])
        issued = f"Issued: {row.serial}, {row.course_title}"
        yield Moment(row.issued_at, "certificate", issued, address=address)
        if new := getattr(row, "replaced_by", None):
            text = f"Superseded: {row.serial} by {new.serial}"
            yield Moment(new.issued_at, "certificate", text, address=address)
        if row.revoked_at:
            why = row.get_revoked_for_display()
            text = f"Revoked: {row.serial}"
            yield Moment(row.revoked_at, "certificate", text, why=why, address=address)


def access(learner: Learner, limit: int) -> Iterator[Moment]:
    """Access opened and closed, and allowances; two queries."""
    grants = Grant.objects.filter(enrolment__learner__in=learner.ids).order_by("-created_at")
    for grant in grants.select_related("enrolment__course")[:limit]:
        title = grant.enrolment.course.title
        opened = f"Access to {title}: {grant.get_kind_display().lower()}"
        yield Moment(grant.created_at, "access", opened)
        if grant.revoked_at:
            text = f"Access to {title} closed"
            yield Moment(grant.revoked_at, "access", text, why=grant.reason)
    allowances = Allowance.objects.filter(learner__in=learner.ids).order_by("-given_at")
    for row in allowances.select_related("quiz", "given_by")[:limit]:
        address = reverse("assessment:allowance", args=[row.pk])
        where = row.quiz.title if row.quiz else "every quiz"
        text = f"Allowance: {row.extra_attempts} attempts, {row.extra_time_percent} % time, {where}"
        by = str(row.given_by or "")
        yield Moment(row.given_at, "access", text, by=by, why=row.reason, address=address)
