"""Where a learner stands with a quiz: the attempts made, how many are left, when the next may
start."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from courses.attempts.allowances import Extra, extra_for
from courses.attempts.models import QuizAttempt
from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment
from cpd.durations import hours

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's attempts at a quiz in this round, newest first, and what its rules make of
    them."""

    content: Content
    same_since: int
    attempts: list[QuizAttempt]
    extra: Extra

    @property
    def counting(self) -> list[QuizAttempt]:
        """Those made since the quiz is materially the same; earlier ones are history."""
        return [row for row in self.attempts if row.edition.number >= self.same_since]

    @property
    def submitted(self) -> list[QuizAttempt]:
        """The attempts that have a mark."""
        return [row for row in self.attempts if not row.is_open]

    @property
    def open_attempt(self) -> QuizAttempt | None:
        """The attempt to go on with."""
        return next((row for row in self.counting if row.is_open), None)

    @property
    def best(self) -> QuizAttempt | None:
        """The attempt that counts: one that passed before one that did not, then the best mark."""
        marked = [row for row in self.counting if not row.is_open]
        return max(marked, key=lambda row: (row.is_passed, row.percent or 0), default=None)

    @property
    def is_passed(self) -> bool:
        """Whether an attempt that counts passed; once is enough."""
        return any(row.is_passed for row in self.counting)

    @property
    def left(self) -> int | None:
        """How many attempts remain, allowances in them; None for no limit."""
        limit = self.content["attempt_limit"]
        return None if limit is None else max(limit + self.extra.attempts - len(self.counting), 0)

    @property
    def cool_down(self) -> timedelta:
        """How long to wait between two attempts."""
        return timedelta(minutes=self.content.get("cool_down_minutes", 0))

    @property
    def time_limit(self) -> timedelta | None:
        """How long the learner has, extra time in it; None for no limit."""
        minutes = self.content.get("time_limit_minutes")
        return timedelta(seconds=self.extra.seconds(minutes)) if minutes else None

    @property
    def time_words(self) -> str:
        """The time limit in words."""
        seconds = int(self.time_limit.total_seconds()) if self.time_limit else 0
        rest = f" {seconds % 60} s" if seconds % 60 else ""
        return f"{hours(seconds // 60)}{rest}"

    def next_at(self, now: datetime) -> datetime | None:
        """Return when the next attempt may start, if that is yet to come."""
        ends = [row.ended_at for row in self.counting if row.ended_at]
        allowed = max(ends) + self.cool_down if ends else now
        return allowed if allowed > now else None


def standing_of(enrolment: Enrolment, item: EditionItem) -> Standing:
    """Return where a learner stands with the quiz of an edition; three queries at most."""
    version = item.quiz_version
    if version is None:
        raise ValueError("A lesson has no attempts.")
    rows = enrolment.attempts.filter(round=enrolment.round, quiz=version.quiz_id)
    return Standing(
        content=version.content,
        same_since=item.same_since,
        attempts=list(rows.select_related("edition").defer("order")),
        extra=extra_for(enrolment.learner_id, version.quiz_id),
    )
