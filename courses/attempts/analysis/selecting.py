"""Which attempts an analysis looks at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from courses.attempts.models import QuizAttempt
from courses.attempts.models.attempt import AttemptQuerySet
from courses.editions.models import Edition
from courses.quizzes.models import Quiz


class Which(models.TextChoices):
    """Which attempts of each learner. Later attempts build on what the earlier ones showed, so the
    first is what tells of the question (Moodle's “Quiz statistics calculations” says so too)."""

    FIRST = "first", "Each learner's first attempt"
    LAST = "last", "Each learner's last attempt"
    ALL = "all", "All attempts"


@dataclass(frozen=True, slots=True)
class Selection:
    """Attempts at one quiz: which of each learner, of which edition, submitted in which days, both
    included."""

    quiz: Quiz
    which: Which = Which.FIRST
    edition: Edition | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def attempts(self) -> AttemptQuerySet:
        """The submitted attempts, in no order."""
        rows = QuizAttempt.objects.filter(quiz=self.quiz, state=QuizAttempt.State.SUBMITTED)
        if self.which == Which.FIRST:
            rows = rows.filter(round=1, number=1)
        elif self.which == Which.LAST:
            later = QuizAttempt.objects.filter(
                quiz=self.quiz,
                state=QuizAttempt.State.SUBMITTED,
                enrolment=OuterRef("enrolment"),
                pk__gt=OuterRef("pk"),
            )
            rows = rows.filter(~Exists(later))
        if self.edition is not None:
            rows = rows.filter(edition=self.edition)
        if self.first_day is not None:
            rows = rows.filter(submitted_at__gte=_begin(self.first_day))
        if self.last_day is not None:
            rows = rows.filter(submitted_at__lt=_begin(self.last_day + timedelta(days=1)))
        return rows.order_by()


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
