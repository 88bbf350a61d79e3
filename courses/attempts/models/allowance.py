"""Allowance: more time or more attempts for one learner, with the reason."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from courses.quizzes.models import Quiz


class Allowance(models.Model):
    """What staff allow one learner, at one quiz or at all. Time counts for attempts that start
    while it holds."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="allowances"
    )
    quiz = models.ForeignKey(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="allowances",
        help_text="Empty means every quiz.",
    )
    extra_time_percent = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(400)],
        help_text="Per cent of the time limit that is added: 25 makes 20 minutes 25.",
    )
    extra_attempts = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(100)]
    )
    reason = models.CharField(
        max_length=300, help_text="Shown on the learner's timeline. No health details, please."
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                name="allowance_gives_something",
                condition=Q(extra_time_percent__gt=0) | Q(extra_attempts__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"Allowance of {self.given_at:%d %B %Y}"
