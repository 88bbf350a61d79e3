"""Comment: what somebody says about a place of a course's draft, answered and resolved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz


class CommentQuerySet(models.QuerySet["Comment"]):
    """Filters over what was said."""

    def threads(self) -> "CommentQuerySet":
        """Comments that are no replies."""
        return self.filter(parent__isnull=True)

    def open(self) -> "CommentQuerySet":
        """Threads that are not resolved."""
        return self.threads().filter(resolved_at__isnull=True)


class Comment(models.Model):
    """A comment on a course, or on a lesson, a block of it, a quiz or a question; or a reply.

    A block is named by the id that the lesson's editor gives it, with its words as they were, so
    that a comment outlives its block and fits again when an old revision is restored.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="comments")
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    quiz = models.ForeignKey(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    block_id = models.CharField(max_length=36, blank=True)
    quote = models.CharField(
        max_length=200, blank=True, help_text="What the place said when it was commented on."
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["course"],
                condition=Q(parent__isnull=True, resolved_at__isnull=True),
                name="comment_open_threads",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="comment_stands_at_a_lesson_or_a_quiz",
                condition=Q(lesson__isnull=True) | Q(quiz__isnull=True, question__isnull=True),
            ),
            models.CheckConstraint(
                name="comment_on_a_block_is_on_its_lesson",
                condition=Q(block_id="") | Q(lesson__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_is_resolved_as_a_thread",
                condition=Q(parent__isnull=True)
                | Q(resolved_at__isnull=True, reopened_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_resolved(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.resolved_at is not None

    @property
    def place(self) -> str:
        """Which part of the course it is about."""
        part = self.question or self.lesson or self.quiz
        return part.title if isinstance(part, Lesson | Quiz) else str(part or self.course)
