"""QuizVersion and QuestionVersion: what was published, written once."""

from django.db import models

from courses.immutable import WrittenOnce
from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models.question import Question
from courses.quizzes.models.quiz import Quiz


class QuizVersion(WrittenOnce):
    """A quiz as published; the same content is the same row, in whichever edition."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="versions")
    content_hash = models.CharField(max_length=64)
    title = models.CharField(max_length=150)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "content_hash"], name="quiz_version_unique_per_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.content_hash[:8]})"


class QuestionVersion(WrittenOnce):
    """A question as published, in whichever quiz versions: what answers and statistics belong to.
    Quiz versions name it by its content hash."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=QuestionKind)
    content_hash = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "content_hash"], name="question_version_unique_per_content"
            ),
            models.UniqueConstraint(
                fields=["question", "number"], name="question_version_number_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, version {self.number}"
