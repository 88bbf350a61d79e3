"""What a course is about."""

from django.db import models

from cpd.media.models import key_rule


class Topic(models.Model):
    """What a course is about; it also picks the family of the cover's drawing."""

    class Field(models.TextChoices):
        MIND = "mind", "Two poles"
        SAFETY = "safety", "Strata with a fault"
        BACK = "back", "A bulging column"
        LAW = "law", "Two grounds, one boundary"
        LIFE_STAGES = "life-stages", "Nested growth"
        SOFT_TISSUE = "soft-tissue", "Pennate muscle"

    key = models.CharField(max_length=40, unique=True, validators=[key_rule])
    name = models.CharField(max_length=80)
    field = models.CharField("cover", max_length=20, choices=Field)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
