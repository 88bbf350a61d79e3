"""QuizAttempt: pinned at its start, answered as one goes, marked once (decision 3)."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Quiz, QuizVersion


class AttemptQuerySet(models.QuerySet["QuizAttempt"]):
    """Filters over attempts."""

    def passed(self) -> "AttemptQuerySet":
        """Submitted, with the pass mark reached."""
        return self.filter(state=QuizAttempt.State.SUBMITTED, is_passed=True)


class QuizAttempt(models.Model):
    """One go at a quiz. Version, questions, order and pass mark are those of its start."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SUBMITTED = "submitted", "Submitted"

    class Ending(models.TextChoices):
        LEARNER = "learner", "Submitted by the learner"
        TIME = "time", "Closed when the time was up"
        IDLE = "idle", "Closed after nothing was answered for long"
        REPLACED = "replaced", "Closed because it could no longer count"

    GRACE = timedelta(seconds=5)  # for the network, after the deadline

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    round = models.PositiveSmallIntegerField()
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    order = models.JSONField(help_text="The drawn questions, each with the order it is shown in.")
    answers = models.JSONField(
        default=dict, help_text="Question key to answer, in the letters that the learner saw."
    )
    saves = models.JSONField(
        default=dict, help_text="Question key to when its answer was given, on which page."
    )
    checked = models.JSONField(
        default=list, help_text="Keys of questions whose feedback was shown; they are final."
    )
    pass_mark = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    right_count = models.PositiveSmallIntegerField(null=True, blank=True)
    question_count = models.PositiveSmallIntegerField()
    earned = models.DecimalField(
        max_digits=12, decimal_places=6, null=True, blank=True, help_text="Points, rounded down."
    )
    possible = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    percent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The mark in whole per cent, rounded down."
    )
    is_passed = models.BooleanField(default=False)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True, help_text="When an answer last came.")
    deadline_at = models.DateTimeField(
        null=True, blank=True, help_text="The end of its time, allowances in it; none if unlimited."
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz"],
                condition=Q(state="open"),
                name="attempt_only_one_open_per_learner_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "round", "quiz", "number"],
                name="attempt_number_unique_in_round",
            ),
            models.CheckConstraint(
                name="attempt_marked_when_submitted",
                condition=Q(
                    state="submitted",
                    submitted_at__isnull=False,
                    right_count__isnull=False,
                    percent__isnull=False,
                )
                | Q(
                    state="open",
                    submitted_at__isnull=True,
                    right_count__isnull=True,
                    percent__isnull=True,
                    is_passed=False,
                ),
            ),
            models.CheckConstraint(
                name="attempt_mark_is_a_percentage",
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], condition=Q(state="open"), name="attempt_open_by_deadline"
            ),
            models.Index(
                fields=["saved_at"], condition=Q(state="open"), name="attempt_open_by_last_save"
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} at {self.quiz}"

    @property
    def is_open(self) -> bool:
        """Whether answers may still be given."""
        return self.state == self.State.OPEN

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is up, and the network's too."""
        return self.is_open and self.deadline_at is not None and now > self.deadline_at + self.GRACE

    @property
    def tells_at_once(self) -> bool:
        """Whether what was right is shown after each question."""
        return bool(self.quiz_version.content.get("mode") == Quiz.Mode.EACH)

    @property
    def ended_at(self) -> datetime | None:
        """When the learner was done with it: an abandoned attempt is closed long after."""
        if self.ending == self.Ending.IDLE:
            return self.saved_at or self.started_at
        return self.submitted_at

    @property
    def answered_count(self) -> int:
        """How many questions have an answer."""
        return sum(1 for chosen in self.answers.values() if chosen)

    @property
    def drawn_keys(self) -> list[str]:
        """The drawn questions in their order."""
        entries: list[dict[str, Any]] = self.order
        return [entry["question"] for entry in entries]
