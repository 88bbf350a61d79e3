"""Writing the row of a certificate, and all that follows from it."""

import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from courses.certificates.models import Certificate
from courses.certificates.serials import LIST_SIZE
from courses.progress.models import CourseCompletion
from cpd.audit.recording import record
from cpd.outbox import mailer
from cpd.outbox.posting import post_job

TRIES = 3


def locked_learner(pk: int) -> User:
    """Return a learner, locked: issuing, correcting and closing the account take turns. Whoever
    locks more locks this first."""
    return User.objects.select_for_update().get(pk=pk)


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
    if replaces is None:
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
