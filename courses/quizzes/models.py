"""Quiz and Question drafts, and QuizVersion, what a learner is asked, written once."""

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.fields import StreamField
from wagtail.models import LockableMixin, RevisionMixin
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalogue.models import Module
from courses.immutable import WrittenOnce
from courses.quizzes.blocks import QuestionChoices
from courses.quizzes.kinds import QuestionKind, choice_faults
from cpd.media.models import key_rule
from cpd.media.previews import Previewed

if TYPE_CHECKING:
    from courses.catalogue.models import Course


class Quiz(Previewed, LockableMixin, RevisionMixin, models.Model):
    """The place of a quiz in a course and its rules, as a draft."""

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
    pass_mark = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)], help_text="Per cent."
    )
    attempt_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text="Empty means unlimited."
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
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.module}"

    @property
    def course(self) -> "Course":
        """The course this quiz stands in."""
        return self.module.course


class Question(Previewed, LockableMixin, RevisionMixin, models.Model):
    """A question's draft, with its choices and why each is right or wrong."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(max_length=80, validators=[key_rule])
    kind = models.CharField(max_length=20, choices=QuestionKind, default=QuestionKind.SINGLE)
    stem = models.TextField(help_text="The question as the learner reads it.")
    choices = StreamField(QuestionChoices())
    explanation = models.TextField(help_text="Shown after submitting, whatever was chosen.")
    references = StreamField([("reference", SnippetChooserBlock("lessons.Reference"))], blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["quiz", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "key"], name="question_key_unique_in_quiz")
        ]

    def __str__(self) -> str:
        return self.stem[:120]

    def clean(self) -> None:
        """Ask for choices that fit the kind."""
        texts = [str(block.value["text"]) for block in self.choices]
        rights = [bool(block.value["is_right"]) for block in self.choices]
        fault = choice_faults(self.kind, texts=texts, rights=rights)
        if fault:
            raise ValidationError({"choices": fault})


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
