"""Issuing a certificate: once per completion, with every printed word copied."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from courses.catalogue.models import Provider
from courses.certificates.choosing import chosen_memberships, claims_of, numbers_of
from courses.certificates.models import Certificate
from courses.certificates.wording import assessment_words, pass_marks_of
from courses.certificates.writing import locked_learner, write_certificate
from courses.editions.models import Edition
from courses.progress.models import CourseCompletion
from cpd.durations import hours_and_minutes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

NOT_A_QUALIFICATION = "A record of continuing professional development. It is not a qualification."


@transaction.atomic
def issue_certificate(completion: CourseCompletion) -> Certificate | None:
    """Issue the certificate of a completion, or return the valid one; None while it waits for the
    learner's name, or for a provider to be entered in the studio."""
    learner = locked_learner(completion.enrolment.learner_id)
    existing = completion.certificates.filter(state=Certificate.State.VALID).first()
    can_be_issued = learner.certificate_name and Provider.objects.filter(is_current=True).exists()
    if existing or not can_be_issued:
        return existing
    edition, day = completion.edition, completion.completed_on
    memberships = chosen_memberships(learner)
    facts = facts_for(edition, started_on=completion.started_on, completed_on=day)
    return write_certificate(
        completion,
        name=learner.certificate_name,
        memberships=numbers_of(memberships),
        facts={**facts, "bodies": claims_of(memberships, edition=edition, on=day)},
    )


def waiting() -> "QuerySet[CourseCompletion]":
    """Completions that never had a certificate: a name or a provider was missing."""
    return CourseCompletion.objects.filter(certificates__isnull=True).select_related(
        "edition", "enrolment__learner"
    )


def has_certificate(learner: User) -> bool:
    """Whether a certificate carries the learner's name."""
    return Certificate.objects.filter(learner=learner).exists()


def issue_waiting(learner: User) -> list[Certificate]:
    """Issue what waited for the learner's name."""
    own = waiting().filter(enrolment__learner=learner)
    issued = (issue_certificate(completion) for completion in own)
    return [certificate for certificate in issued if certificate]


def issue_on_completion(completion: CourseCompletion) -> None:
    """Follow a completion; registered with `progress`."""
    issue_certificate(completion)


def facts_for(edition: Edition, *, started_on: "date", completed_on: "date") -> dict[str, Any]:
    """Return every printed word but name and serial, as they are at this moment."""
    marks = pass_marks_of(edition)
    return facts_of(edition, marks=marks, started_on=started_on, completed_on=completed_on)


def facts_of(
    edition: Edition, *, marks: "Sequence[int]", started_on: "date", completed_on: "date"
) -> dict[str, Any]:
    """Do the same for an edition that may not be saved, with the pass marks of its quizzes."""
    provider = Provider.objects.get(is_current=True)
    return {
        "title": edition.title,
        "edition": edition.number,
        "topic": edition.topic.field,
        "slug": edition.course.slug,
        "provider": {
            "name": provider.legal_name,
            "registration": provider.registration,
            "is_example": provider.is_example,
        },
        "brand": settings.SITE_NAME,
        "author": f"{edition.author['name']}, {edition.author['role']}",
        "mode": "Online, self-paced",
        "assessed": assessment_words(marks),
        "started_on": started_on.isoformat(),
        "completed_on": completed_on.isoformat(),
        "duration": hours_and_minutes(edition.minutes),
        "basis": edition.minutes_basis,
        "minutes_by_kind": edition.minutes_by_kind,
        "outcomes": edition.outcomes,
        "statement": NOT_A_QUALIFICATION,
        "verify_base": f"{settings.BASE_URL}/verify/",
    }
