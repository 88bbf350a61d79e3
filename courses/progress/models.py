"""LessonCompletion, CourseCompletion, and evaluations without names: facts, written once."""

import uuid

from django.db import models

from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.immutable import WrittenOnce
from courses.lessons.models import Lesson, LessonVersion


class LessonCompletion(WrittenOnce):
    """A learner marked a lesson complete; which version and which edition it was. An edition may go
    back to a version of old, which then has to be completed in that edition."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="lesson_completions"
    )
    round = models.PositiveSmallIntegerField()
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="completions")
    version = models.ForeignKey(LessonVersion, on_delete=models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "round", "version", "edition"],
                name="lesson_completion_unique_per_round_version_and_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} completed"


class CourseCompletion(WrittenOnce):
    """A round of a course was completed: its edition, minutes and dates at that moment."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    round = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="completions")
    minutes = models.PositiveIntegerField()
    started_on = models.DateField()
    completed_on = models.DateField(help_text="Where the learner lives.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["completed_on"], name="course_completion_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "round"], name="course_completion_unique_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, completed {self.completed_on}"


class EvaluationReceipt(WrittenOnce):
    """This learner has answered the evaluation in this round; not what, and not when."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="evaluation_receipts"
    )
    round = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "round"], name="evaluation_answered_once_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"Evaluation answered in round {self.round}"


class Evaluation(models.Model):
    """What somebody answered, with no way back to whom: a random key, the edition and the month
    (decision 18). Rows of an edition hold each other's answers in random order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="evaluations")
    month = models.DateField(help_text="The first day of the month in which it was answered.")
    answers = models.JSONField(
        help_text="One for each question of the edition's survey, in order: 1 to 5, a choice's "
        "words, a text; null where nothing was answered."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evaluation_names_a_month_and_no_day", condition=models.Q(month__day=1)
            )
        ]

    def __str__(self) -> str:
        return f"An evaluation of {self.edition}"
