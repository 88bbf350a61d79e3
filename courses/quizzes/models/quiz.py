"""Quiz: its place in a course and its rules, as a draft."""

import uuid
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.fields import StreamField
from wagtail.models import LockableMixin, RevisionMixin

from courses.catalogue.models import Module
from courses.quizzes.blocks import QuizEntries
from courses.quizzes.models.previewing import PreviewedTwice
from cpd.media.models import key_rule

if TYPE_CHECKING:
    from courses.catalogue.models import Course


class Quiz(PreviewedTwice, LockableMixin, RevisionMixin, models.Model):
    """The place of a quiz in a course, what it asks and its rules, as a draft."""

    class Mode(models.TextChoices):
        END = "end", "Feedback at the end, after submitting"
        EACH = "each", "Feedback after each question"

    class Release(models.TextChoices):
        SUBMITTED = "submitted", "After every attempt"
        PASSED = "passed", "Once the quiz is passed, or no attempt is left"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="quizzes")
    key = models.CharField(
        max_length=80,
        validators=[key_rule],
        help_text="Part of the address; never changes once published.",
    )
    title = models.CharField(max_length=150)
    introduction = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(
        default=15, help_text="Learning minutes it counts for."
    )
    entries = StreamField(
        QuizEntries(),
        blank=True,
        default=list,
        verbose_name="questions",
        help_text="Fixed questions and draws from the bank, in the order they are asked.",
    )
    shuffles_questions = models.BooleanField(
        default=False, help_text="Ask the questions in a new order in each attempt."
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.END)
    release = models.CharField(
        "right answers are shown", max_length=10, choices=Release, default=Release.SUBMITTED
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)], help_text="Per cent."
    )
    attempt_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text="Empty means unlimited."
    )
    cool_down_minutes = models.PositiveIntegerField(
        "minutes between attempts",
        default=0,
        validators=[MaxValueValidator(60 * 24 * 30)],
        help_text="How long a learner waits before the next attempt; 0 for no wait.",
    )
    time_limit_minutes = models.PositiveSmallIntegerField(
        "time limit in minutes",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60 * 24)],
        help_text="Empty means no limit. Learners with an allowance get more.",
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["module", "position", "pk"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="quiz_key_unique_in_module"),
            models.CheckConstraint(
                name="quiz_pass_mark_is_a_percentage",
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
            ),
            models.CheckConstraint(
                name="quiz_time_limit_is_some_time",
                condition=Q(time_limit_minutes__isnull=True) | Q(time_limit_minutes__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.module}"

    @property
    def course(self) -> "Course":
        """The course this quiz stands in."""
        return self.module.course
