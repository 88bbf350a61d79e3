"""Response: the answer to one question in one submitted attempt, for statistics and regrading."""

from django.db import models
from django.db.models import Q

from courses.attempts.models.attempt import QuizAttempt
from courses.quizzes.models import QuestionVersion


class Response(models.Model):
    """Written when an attempt is submitted, one for each question with an answer of its own: a case
    vignette has one for each of its parts. Only a regrade changes it."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.PROTECT, related_name="responses")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField(help_text="Its place in the attempt, from 1.")
    answer = models.JSONField(help_text="In the letters of the question version; empty if none.")
    is_answered = models.BooleanField()
    credit = models.DecimalField(
        max_digits=9, decimal_places=8, help_text="Share of the points, 0 to 1, rounded down."
    )
    points = models.DecimalField(max_digits=12, decimal_places=6, help_text="What it counts for.")
    is_counted = models.BooleanField(
        default=True, help_text="Off where a correction takes the question out of the mark."
    )

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "version"], name="response_unique_per_attempt_and_question"
            ),
            models.CheckConstraint(
                name="response_credit_is_a_share", condition=Q(credit__gte=0, credit__lte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} in attempt {self.attempt_id}"
