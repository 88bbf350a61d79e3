"""Completing, after an edition was published, whoever is done because of it."""

from django.db.models import Exists, OuterRef

from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_course
from courses.progress.models import CourseCompletion
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job

BATCH = 100


def complete_after_publishing(edition: Edition) -> None:
    """Have those looked at whom a minor edition moved: it may ask for no evaluation
    any more, which was all they had left."""
    if edition.change_class == Edition.ChangeClass.MINOR:
        _post(edition.pk, after=0)


@job("progress.complete_moved", seconds=300)
def complete_moved(edition_id: int, after: int) -> None:
    """Complete who is done among the next learners of an edition, and post the batch that
    follows."""
    done = CourseCompletion.objects.filter(enrolment=OuterRef("pk"), round=OuterRef("round"))
    studying = Enrolment.objects.active().filter(~Exists(done), edition=edition_id, pk__gt=after)
    batch = list(studying.order_by("pk")[:BATCH])
    for enrolment in batch:
        complete_course(enrolment)
    if len(batch) == BATCH:
        _post(edition_id, after=batch[-1].pk)


def _post(edition_id: int, *, after: int) -> None:
    key = f"complete:{edition_id}:{after}"
    post_job("progress.complete_moved", key=key, edition_id=edition_id, after=after)
