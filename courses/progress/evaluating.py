"""Taking an evaluation: that it was given goes to the learner, what it says goes to nobody."""

from collections.abc import Sequence
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_course
from courses.progress.models import Evaluation, EvaluationReceipt

Answer = int | str | None
_random = SystemRandom()


class NothingAsked(Exception):
    """The edition has no evaluation."""


@transaction.atomic
def evaluate(enrolment: Enrolment, answers: Sequence[Answer]) -> bool:
    """Keep a learner's evaluation of this round without the learner, and complete the course if
    that was left; True if this call did it, so a second sending changes nothing. Raises
    NothingAsked."""
    edition = enrolment.edition
    if not edition.survey:
        raise NothingAsked
    _, is_new = EvaluationReceipt.objects.get_or_create(enrolment=enrolment, round=enrolment.round)
    if is_new:
        _keep(edition, list(answers))
        complete_course(enrolment)
    return is_new


def _keep(edition: Edition, answers: list[Answer]) -> None:
    """Write the answers into a row of the edition drawn at random, the new one included, and what
    was there into the new one. So the order of rows is at any time a random one (the “inside-out”
    form of the Fisher-Yates shuffle), and tells nothing of who answered first."""
    month = timezone.localdate().replace(day=1)
    rows = Evaluation.objects.select_for_update().filter(edition=edition).order_by("pk")
    place = _random.randint(0, rows.count())
    other = rows[place : place + 1].first()
    if other is None:
        Evaluation.objects.create(edition=edition, month=month, answers=answers)
        return
    Evaluation.objects.create(edition=edition, month=other.month, answers=other.answers)
    Evaluation.objects.filter(pk=other.pk).update(month=month, answers=answers)
