"""Twenty at once on a course's way to an edition. On SQLite this runs in a process of its own."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import jobs, planning, reviewing
from courses.editions.models import Edition, PlannedPublication, Submission
from tests import factories
from tests.races import race
from tests.reviewing import approve_draft


def submit_often(course: Course, author: User) -> dict[str, Any]:
    """Submit the same draft ten times at once."""

    def submit() -> bool:
        try:
            reviewing.submit(course, note="Please.", by=author)
        except reviewing.AlreadySubmitted:
            return False
        return True

    return {"did": sum(race(submit, 10)), "open": Submission.objects.open().count()}


def publish_planned_often(course: Course, reviewer: User) -> dict[str, Any]:
    """Let ten workers keep one plan at once."""
    due_at = timezone.now() + timedelta(days=1)
    planned = planning.plan(
        course, due_at=due_at, note="N.", change_class=factories.MINOR, by=reviewer
    )
    race(lambda: _as_a_worker(planned.pk), 10)
    done = PlannedPublication.objects.filter(state="done")
    return {"editions": Edition.objects.filter(course=course).count(), "done": done.count()}


def _as_a_worker(plan_id: int) -> None:
    """A worker runs a job in a transaction."""
    with transaction.atomic():
        jobs.publish_planned(plan_id)


def run_all() -> dict[str, Any]:
    """Run both races on what the database holds."""
    factories.make_provider()
    course = factories.make_full_course("raced")
    author, reviewer = (factories.make_user(is_staff=True) for _ in range(2))
    submitted = submit_often(course, author)
    Submission.objects.all().delete()
    approve_draft(course, author=author, reviewer=reviewer)
    return {"submitted": submitted, "published": publish_planned_often(course, reviewer)}
