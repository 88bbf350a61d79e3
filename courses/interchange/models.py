"""QuestionImport, a question file on its way into a bank."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.catalogue.models import Course


class QuestionImport(models.Model):
    """A question file that somebody uploaded: kept for a week, so that it can be looked at and
    chosen from before anything goes into the bank. It is nowhere to be downloaded."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        Course, null=True, on_delete=models.CASCADE, related_name="question_imports"
    )  # none for the shared bank
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    content = models.BinaryField(default=b"")  # emptied once it was imported
    items = models.JSONField(default=list)  # each question as the preview shows it
    skipped = models.JSONField(default=list)  # where, what and why
    chosen = models.JSONField(default=list)  # numbers of items
    wishes = models.JSONField(default=dict)  # tags, and the quiz that is to ask them
    taken = models.JSONField(default=list)  # questions that went in
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="question_import_by_age")]

    def __str__(self) -> str:
        return f"{self.name} ({self.format})"

    @property
    def sound(self) -> list[dict[str, Any]]:
        """The items that may go in."""
        return [item for item in self.items if not item["fault"]]

    @property
    def wants(self) -> set[int]:
        """The numbers of the chosen items."""
        return set(self.chosen)
