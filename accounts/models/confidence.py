"""How sure we are of what we say about a body."""

from django.db import models


class Confidence(models.TextChoices):
    """High: the body's own clear words. Medium: its own with gaps, or two others that agree. Low:
    old, a copy, or not found."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


FACTS = frozenset({Confidence.HIGH.value, Confidence.MEDIUM.value})
