"""KeyCorrection: a question was marked with a wrong key; Regrade: what that did to one attempt."""

from django.conf import settings
from django.db import models

from courses.attempts.models.attempt import QuizAttempt
from courses.immutable import WrittenOnce
from courses.quizzes.models import QuestionVersion


class KeyCorrection(WrittenOnce):
    """How a question version is marked from now on, by all who met it. The newest one counts."""

    class Effect(models.TextChoices):
        KEY = "key", "Mark with another key"
        ALL_RIGHT = "all-right", "Give everybody all the points"
        LEFT_OUT = "left-out", "Leave the question out of the mark"

    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="corrections"
    )
    effect = models.CharField(max_length=10, choices=Effect)
    content = models.JSONField(
        null=True, blank=True, help_text="The question with its right key, where the key changes."
    )
    reason = models.CharField(max_length=400, help_text="Learners read it beside the question.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_content_when_the_key_changes",
                condition=models.Q(effect="key", content__isnull=False)
                | (~models.Q(effect="key") & models.Q(content__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_effect_display()}: {self.version}"


class Regrade(WrittenOnce):
    """One attempt's mark before and after a correction. A pass that was there stays."""

    correction = models.ForeignKey(KeyCorrection, on_delete=models.PROTECT, related_name="regrades")
    attempt = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="regrades")
    credit_before = models.DecimalField(max_digits=9, decimal_places=8)
    credit_after = models.DecimalField(max_digits=9, decimal_places=8)
    percent_before = models.PositiveSmallIntegerField()
    percent_after = models.PositiveSmallIntegerField()
    was_passed = models.BooleanField()
    is_passed = models.BooleanField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "attempt"], name="regrade_once_per_correction_and_attempt"
            ),
            models.CheckConstraint(
                name="regrade_takes_no_pass",
                condition=models.Q(was_passed=False) | models.Q(is_passed=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.attempt_id}: {self.percent_before} to {self.percent_after} %"
