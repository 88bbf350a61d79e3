"""Two enrolments of one person in one course become one: the rounds of both stand in a row, and
every record keeps the edition, dates and marks it has."""

from typing import Any

from django.db import models
from django.db.models import F

from courses.attempts.models import QuizAttempt
from courses.attempts.submitting import close
from courses.enrolment.models import Enrolment, Grant
from courses.progress.models import CourseCompletion, EvaluationReceipt, LessonCompletion

RECORDS: tuple[type[models.Model], ...] = (
    LessonCompletion,
    CourseCompletion,
    EvaluationReceipt,
    QuizAttempt,
)
ASIDE = 10_000  # so that no round meets another on its way
TAKEN_OVER = ("edition", "started_on", "last_item_key", "last_seen_at")


def join(kept: Enrolment, other: Enrolment) -> None:
    """Bring the records and grants of `other` under `kept`, which goes on with the round that is
    still being studied. The caller has locked both."""
    _move_grants(kept, other)
    if not _has_records(other):
        return
    if not _has_records(kept):
        _go_on_as(kept, other, round_=other.round)
        _move(other, kept, by=0)
    elif _comes_last(other, kept):
        _close_open(kept)
        _move(other, kept, by=kept.round)
        _go_on_as(kept, other, round_=kept.round + other.round)
    else:
        _close_open(other)
        _move(kept, kept, by=ASIDE)
        _move(kept, kept, by=other.round - ASIDE)
        _move(other, kept, by=0)
        _go_on_as(kept, kept, round_=kept.round + other.round)


def _rows(model: type[models.Model], enrolment: Enrolment) -> "models.QuerySet[Any]":
    return model._default_manager.filter(enrolment=enrolment)


def _has_records(enrolment: Enrolment) -> bool:
    return any(_rows(model, enrolment).exists() for model in RECORDS)


def _is_completed(enrolment: Enrolment) -> bool:
    done = CourseCompletion.objects.filter(enrolment=enrolment, round=enrolment.round)
    return done.exists()


def _comes_last(other: Enrolment, kept: Enrolment) -> bool:
    """Whether the other one is to be gone on with: the one in progress, else the one seen last."""
    other_done, kept_done = _is_completed(other), _is_completed(kept)
    if other_done != kept_done:
        return kept_done
    return other.last_seen_at > kept.last_seen_at


def _close_open(enrolment: Enrolment) -> None:
    """An attempt in a round that is over can no longer count; it is marked as it stands."""
    for attempt in enrolment.attempts.filter(state=QuizAttempt.State.OPEN):
        close(attempt, QuizAttempt.Ending.REPLACED)


def _move(source: Enrolment, target: Enrolment, *, by: int) -> None:
    for model in RECORDS:
        _rows(model, source).update(enrolment=target, round=F("round") + by)


def _go_on_as(kept: Enrolment, last: Enrolment, *, round_: int) -> None:
    values = {name: getattr(last, name) for name in TAKEN_OVER}
    Enrolment.objects.filter(pk=kept.pk).update(round=round_, **values)


def _move_grants(kept: Enrolment, other: Enrolment) -> None:
    """A cause that both have stays where it is: what staff took away from one is not given back by
    the other."""
    causes = set(kept.grants.values_list("kind", "reference"))
    grants = other.grants.all()
    moving = [grant.pk for grant in grants if (grant.kind, grant.reference) not in causes]
    Grant.objects.filter(pk__in=moving).update(enrolment=kept)
