"""Issuing a certificate: once per completion, with every printed word copied."""

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from courses.catalogue.models import Provider
from courses.certificates.models import Certificate
from courses.certificates.wording import assessment_words
from courses.editions.models import Edition
from courses.progress.models import CourseCompletion
from cpd.audit.recording import record
from cpd.durations import hours_and_minutes
from cpd.outbox import mailer
from cpd.outbox.posting import post_job

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

TRIES = 3
LIST_SIZE = 131_072  # the least that the Bitstring Status List standard allows
NOT_A_QUALIFICATION = "A record of continuing professional development. It is not a qualification."


def issue_certificate(completion: CourseCompletion) -> Certificate | None:
    """Issue the certificate of a completion, or return the valid one; None while it waits for the
    learner's name, or for a provider to be entered in the studio."""
    learner = completion.enrolment.learner
    existing = completion.certificates.filter(state=Certificate.State.VALID).first()
    can_be_issued = learner.certificate_name and Provider.objects.filter(is_current=True).exists()
    if existing or not can_be_issued:
        return existing
    return write_certificate(
        completion,
        name=learner.certificate_name,
        facts=facts_for(
            completion.edition,
            started_on=completion.started_on,
            completed_on=completion.completed_on,
        ),
    )


def write_certificate(
    completion: CourseCompletion,
    *,
    name: str,
    facts: dict[str, Any],
    memberships: dict[str, str] | None = None,
    replaces: Certificate | None = None,
) -> Certificate:
    """Write the row of a certificate and post what follows from it; of parallel calls one
    writes."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _write(completion, name, facts, memberships or {}, replaces)
        except IntegrityError:  # a parallel completion was faster, or took the place in the list
            valid = completion.certificates.filter(state=Certificate.State.VALID).first()
            if valid:
                return valid
    raise RuntimeError("No place in the status list was free.")


def waiting() -> "QuerySet[CourseCompletion]":
    """Completions that never had a certificate: a name or a provider was missing."""
    return CourseCompletion.objects.filter(certificates__isnull=True).select_related(
        "edition", "enrolment__learner"
    )


def issue_waiting(learner: User) -> list[Certificate]:
    """Issue what waited for the learner's name."""
    own = waiting().filter(enrolment__learner=learner)
    issued = (issue_certificate(completion) for completion in own)
    return [certificate for certificate in issued if certificate]


def issue_on_completion(completion: CourseCompletion) -> None:
    """Follow a completion; registered with `progress`."""
    issue_certificate(completion)


def _write(
    completion: CourseCompletion,
    name: str,
    facts: dict[str, Any],
    memberships: dict[str, str],
    replaces: Certificate | None,
) -> Certificate:
    learner = completion.enrolment.learner
    certificate = Certificate.objects.create(
        status_index=free_place(),
        completion=completion,
        learner=learner,
        name=name,
        memberships=memberships,
        replaces=replaces,
        course_title=facts["title"],
        edition_number=facts["edition"],
        minutes=completion.minutes,
        completed_on=completion.completed_on,
        facts=facts,
    )
    record("certificate.issued", subject=learner, thing=certificate.serial)
    post_job("certificate.draw", key=f"draw:{certificate.pk}", certificate_id=certificate.pk)
    mailer.send("certificate", to=learner.email, context={"certificate": certificate})
    return certificate


def free_place() -> int:
    """Return a free place in the newest status list, at random, so that a place tells nothing about
    when a certificate was issued. Half of each list stays empty, so two or three draws find one."""
    newest = Certificate.objects.aggregate(newest=Max("pk"))["newest"] or 0
    start = newest // (LIST_SIZE // 2) * LIST_SIZE
    while True:
        place = start + secrets.randbelow(LIST_SIZE)
        if not Certificate.objects.filter(status_index=place).exists():
            return place


def facts_for(edition: Edition, *, started_on: "date", completed_on: "date") -> dict[str, Any]:
    """Return every printed word but name and serial, as they are at this moment."""
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
        "assessed": assessment_words(edition),
        "started_on": started_on.isoformat(),
        "completed_on": completed_on.isoformat(),
        "duration": hours_and_minutes(edition.minutes),
        "basis": edition.minutes_basis,
        "minutes_by_kind": edition.minutes_by_kind,
        "outcomes": edition.outcomes,
        "statement": NOT_A_QUALIFICATION,
        "verify_base": f"{settings.BASE_URL}/verify/",
    }
