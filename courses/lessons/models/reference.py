"""Reference, a published source."""

from django.core.exceptions import ValidationError
from django.db import models

from courses.lessons.dois import bare_doi
from courses.lessons.grades import Design
from cpd.media.models import key_rule


class Reference(models.Model):
    """A published source; the same key means the same source in every course."""

    key = models.CharField(max_length=80, unique=True, validators=[key_rule])
    authors = models.CharField(max_length=300)
    title = models.CharField(max_length=400)
    source = models.CharField(
        max_length=250, help_text="Journal or publisher, year, volume, pages."
    )
    year = models.PositiveSmallIntegerField()
    design = models.CharField(max_length=30, choices=Design)
    doi = models.CharField("DOI", max_length=120, blank=True)
    url = models.URLField("address", max_length=300, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"

    @property
    def label(self) -> str:
        """How a margin note names it, for example “Bonaz 2018”."""
        first = self.authors.split(",")[0].split(";")[0]
        words = first.split()
        is_person = len(words) > 1 and words[0] != "The"
        is_initials = is_person and words[-1].isupper() and len(words[-1]) <= 3
        return f"{' '.join(words[:-1]) if is_initials else first} {self.year}"

    def clean(self) -> None:
        """Write the DOI one way, and refuse a source that the library has already."""
        if not self.doi:
            return
        try:
            self.doi = bare_doi(self.doi)
        except ValueError as error:
            raise ValidationError({"doi": str(error)}) from None
        same = Reference.objects.filter(doi__iexact=self.doi).exclude(pk=self.pk).first()
        if same:
            raise ValidationError({"doi": f"The library has this source already: “{same.key}”."})
