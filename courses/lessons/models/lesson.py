"""Lesson, the place and its draft; LessonVersion, its words, written once."""

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import LockableMixin, RevisionMixin

from courses.catalogue.models import Module
from courses.immutable import WrittenOnce
from courses.lessons.blocks import LessonBlocks
from cpd.media.models import key_rule
from cpd.media.previews import Previewed

if TYPE_CHECKING:
    from courses.catalogue.models import Course


class Lesson(Previewed, LockableMixin, RevisionMixin, models.Model):
    """The place of a lesson in a course, which never changes, and the draft that an author
    edits."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="lessons")
    key = models.CharField(
        max_length=80,
        validators=[key_rule],
        help_text="Part of the address; never changes once published.",
    )
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    reading_minutes = models.PositiveSmallIntegerField(default=0)
    activity_minutes = models.PositiveSmallIntegerField(default=0)
    video_minutes = models.PositiveSmallIntegerField(default=0)
    is_preview = models.BooleanField(
        "free preview", default=False, help_text="Readable without an account."
    )
    content_note = models.CharField(
        max_length=300, blank=True, help_text="Shown first, for sensitive content."
    )
    body = StreamField(LessonBlocks(), blank=True)
    unfinished = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What blocks that are begun still lack, in words by the block's id.",
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["module", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="lesson_key_unique_in_module")
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.module}"

    @property
    def course(self) -> "Course":
        """The course this lesson stands in."""
        return self.module.course

    @property
    def finished_blocks(self) -> list[Any]:
        """The blocks that can be compiled, in order."""
        return [block for block in self.body if str(block.id) not in self.unfinished]

    @property
    def minutes(self) -> int:
        """Learning minutes in all."""
        return self.reading_minutes + self.activity_minutes + self.video_minutes


class LessonVersion(WrittenOnce):
    """The words of a lesson as published; the same content is the same row, in whichever
    edition."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="versions")
    content_hash = models.CharField(max_length=64)
    title = models.CharField(max_length=150)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "content_hash"], name="lesson_version_unique_per_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.content_hash[:8]})"
