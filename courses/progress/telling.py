"""Telling learners who completed a course what a material edition changed: by mail, once a learner
and edition, and on their pages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion
from cpd.outbox.mailer import send_once
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 100


def tell_after_publishing(edition: Edition) -> None:
    """Have those told who completed an earlier edition, if what is new is material."""
    if edition.number > 1 and edition.change_class == Edition.ChangeClass.MATERIAL:
        _post(edition.pk, after=0)


@job("progress.tell_finishers", seconds=300)
def tell_finishers(edition_id: int, after: int) -> None:
    """Write to the next of those who completed an earlier edition, and post the batch that
    follows. Nobody is told of a course that has left the catalogue since."""
    edition = Edition.objects.select_related("course").get(pk=edition_id)
    if edition.course.retired_at:
        return
    batch = list(_finishers(edition).filter(pk__gt=after).order_by("pk")[:BATCH])
    for enrolment in batch:
        _tell(enrolment, edition)
    if len(batch) == BATCH:
        _post(edition_id, after=batch[-1].pk)


def changes_since(edition: Edition) -> QuerySet[Edition]:
    """Return the material editions after one, the newest first."""
    material = Edition.ChangeClass.MATERIAL
    later = Edition.objects.filter(course=edition.course_id, number__gt=edition.number)
    return later.filter(change_class=material, course__retired_at=None).order_by("-number")


def updates_for(learner: "User") -> list[Edition]:
    """Return the newest material edition of each course that a learner completed before it, with
    `done`, the number of the edition completed last."""
    last = _completions().values("edition__number")[:1]
    enrolments = Enrolment.objects.filter(learner=learner).annotate(done=Subquery(last))
    done = enrolments.filter(course=OuterRef("course")).values("done")[:1]
    rows: Iterable[Edition] = (
        Edition.objects.filter(
            change_class=Edition.ChangeClass.MATERIAL,
            course__enrolments__learner=learner,
            course__retired_at=None,
        )
        .annotate(done=Subquery(done))
        .filter(number__gt=F("done"))
        .select_related("course")
        .order_by("course", "number")
    )
    return list({row.course_id: row for row in rows}.values())


def _completions() -> QuerySet[CourseCompletion]:
    return CourseCompletion.objects.filter(enrolment=OuterRef("pk")).order_by("-round")


def _finishers(edition: Edition) -> QuerySet[Enrolment]:
    earlier = CourseCompletion.objects.filter(
        enrolment=OuterRef("pk"), edition__number__lt=edition.number
    )
    return Enrolment.objects.filter(
        Exists(earlier), course=edition.course_id, learner__is_active=True
    ).select_related("learner")


def _tell(enrolment: Enrolment, edition: Edition) -> None:
    completions = enrolment.completions.select_related("edition").order_by("-round")
    completion = completions.first()
    if completion is None or completion.edition.number >= edition.number:
        return  # completed in the new edition meanwhile
    context = {"learner": enrolment.learner, "edition": edition, "completion": completion}
    cause = f"evidence-updated:{edition.pk}"
    send_once("evidence_updated", to=enrolment.learner.email, cause=cause, context=context)


def _post(edition_id: int, *, after: int) -> None:
    key = f"tell:{edition_id}:{after}"
    post_job("progress.tell_finishers", key=key, edition_id=edition_id, after=after)
