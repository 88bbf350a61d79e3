"""Who writes courses and who provides them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cpd.media.models import key_rule


class Author(models.Model):
    """Who wrote a course, as lessons and certificates print it."""

    key = models.CharField(max_length=60, unique=True, validators=[key_rule])
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, help_text="Credentials, in one line.")
    biography = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Provider(models.Model):
    """The legal person that issues certificates; one is current, old ones stay for their
    certificates."""

    legal_name = models.CharField(max_length=160)
    registration = models.CharField(
        max_length=120, help_text="ABN or company number, as certificates print it."
    )
    address = models.TextField(blank=True)
    is_example = models.BooleanField(
        default=False, help_text="Printed as “example” on certificates."
    )
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True),
                name="provider_only_one_is_current",
            )
        ]

    def __str__(self) -> str:
        return self.legal_name
