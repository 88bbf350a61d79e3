"""QuizAttempt: pinned at its start, answered as one goes, marked once (decision 3)."""

import uuid
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

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    round = models.PositiveSmallIntegerField()
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    order = models.JSONField(help_text="The drawn questions, each with the order of its choices.")
    answers = models.JSONField(default=dict, help_text="Question key to chosen choice keys.")
    pass_mark = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    right_count = models.PositiveSmallIntegerField(null=True, blank=True)
    question_count = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
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
                    state="submitted", submitted_at__isnull=False, right_count__isnull=False
                )
                | Q(
                    state="open",
                    submitted_at__isnull=True,
                    right_count__isnull=True,
                    is_passed=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} at {self.quiz}"

    @property
    def is_open(self) -> bool:
        """Whether answers may still be given."""
        return self.state == self.State.OPEN

    @property
    def percent(self) -> int:
        """The mark in whole per cent; 0 while open."""
        return (self.right_count or 0) * 100 // self.question_count

    @property
    def answered_count(self) -> int:
        """How many questions have an answer."""
        return sum(1 for chosen in self.answers.values() if chosen)

    @property
    def drawn_keys(self) -> list[str]:
        """The drawn questions in their order."""
        entries: list[dict[str, Any]] = self.order
        return [entry["question"] for entry in entries]
