"""Term: a word of the glossary, which courses share."""

from django.db import models
from django.db.models.functions import Lower

from cpd.media.models import key_rule


class Term(models.Model):
    """A word with its meaning; the same key means the same term in every course."""

    key = models.CharField(max_length=80, unique=True, validators=[key_rule])
    name = models.CharField("term", max_length=100)
    also = models.CharField(
        "other forms",
        max_length=300,
        blank=True,
        help_text="Plurals, abbreviations and other names, with commas; they are found in texts "
        "too.",
    )
    meaning = models.CharField(
        max_length=500, help_text="In one or two sentences, for somebody who never met the word."
    )

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="term_name_unique_in_any_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def forms(self) -> list[str]:
        """The term and its other forms, as they may stand in a text."""
        others = (form.strip() for form in self.also.split(","))
        return [self.name, *(form for form in others if form)]
