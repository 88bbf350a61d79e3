"""ProfessionalBody, and the dated rules by which it turns minutes into its units."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from accounts.models.confidence import FACTS, Confidence
from accounts.models.user import User
from accounts.names import clean_line


class BodyQuerySet(models.QuerySet["ProfessionalBody"]):
    """Which bodies are shown where."""

    def listed(self) -> "BodyQuerySet":
        """Bodies that learners may choose and course pages show."""
        return self.filter(is_listed=True)


class ProfessionalBody(ClusterableModel):
    """An association, register or regulator that asks its members for CPD. Never deleted: one that
    is gone is no longer listed."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", "Association"
        REGISTER = "register", "Register"
        REGULATOR = "regulator", "Regulator"
        COUNCIL = "council", "Council of associations"
        INSURER = "insurer", "Insurer"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    abbreviation = models.CharField(max_length=20)
    country = models.CharField(max_length=2, choices=User.Country)
    kind = models.CharField(max_length=20, choices=Kind)
    website = models.URLField(blank=True)
    unit_singular = models.CharField(
        "unit", max_length=40, blank=True, help_text="As in “1 CPE point”; empty where not known."
    )
    unit_plural = models.CharField(
        "units", max_length=40, blank=True, help_text="As in “2.5 CPE points”."
    )
    is_listed = models.BooleanField(
        "listed", default=True, help_text="Learners may choose it, and course pages show it."
    )
    notes = models.TextField(blank=True, help_text="For us; never shown.")
    sources = models.TextField(blank=True, help_text="What we read; one address a line.")
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.LOW)
    as_of = models.CharField(
        "as of", max_length=10, blank=True, help_text="The date of the source, or its year."
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "professional bodies"
        ordering = ["country", "name"]
        constraints = [
            models.CheckConstraint(
                name="professional_body_country_is_known", condition=Q(country__in=["AU", "GB"])
            ),
            models.CheckConstraint(
                name="professional_body_unit_in_both_numbers",
                condition=Q(unit_singular="", unit_plural="")
                | (~Q(unit_singular="") & ~Q(unit_plural="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})"

    def clean(self) -> None:
        """Refuse what certificates could not print."""
        for field in ("name", "abbreviation", "unit_singular", "unit_plural"):
            try:
                setattr(self, field, clean_line(getattr(self, field)))
            except ValidationError as error:
                raise ValidationError({field: error}) from None


class PointRuleQuerySet(models.QuerySet["PointRule"]):
    """Which rules hold when."""

    def valid_on(self, day: date) -> "PointRuleQuerySet":
        """The rules that hold on a day; one a body."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class PointRule(models.Model):
    """How a body turns minutes into its units, with its source and the days on which it holds."""

    body = ParentalKey(ProfessionalBody, on_delete=models.PROTECT, related_name="rules")
    valid_from = models.DateField(
        null=True, blank=True, help_text="The first day; empty: since ever."
    )
    valid_until = models.DateField(
        null=True, blank=True, help_text="The last day; empty: until further notice."
    )
    minutes_per_unit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: the body does not turn minutes into units."
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="In our own words; shown on course pages."
    )
    source_url = models.URLField("source", help_text="Where the body says so.")
    as_of = models.CharField(
        "as of", max_length=10, blank=True, help_text="The date of the source, or its year."
    )
    confidence = models.CharField(
        max_length=6, choices=Confidence, help_text="What is low is never shown."
    )

    objects = PointRuleQuerySet.as_manager()

    class Meta:
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "valid_from"], name="point_rule_one_begins_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(valid_from__isnull=True),
                name="point_rule_one_since_ever",
            ),
            models.CheckConstraint(
                name="point_rule_ends_after_it_begins",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="point_rule_minutes_more_than_nothing",
                condition=Q(minutes_per_unit__isnull=True) | Q(minutes_per_unit__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.abbreviation}, {self.days}"

    @property
    def is_fact(self) -> bool:
        """Whether we are sure enough to show it."""
        return self.confidence in FACTS

    @property
    def days(self) -> str:
        """The days on which it holds."""
        return f"{self.valid_from or 'since ever'} to {self.valid_until or 'now'}"

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise ValidationError({"valid_until": "The last day is after the first."})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Refuse two rules of one body on one day. Left out, as Django does, where the body is not
        among the fields: the body's form looks at all its rules together."""
        super().validate_constraints(exclude=exclude)
        if "body" not in (exclude or ()):
            stored = PointRule.objects.filter(body_id=self.body_id).exclude(pk=self.pk)
            refuse_overlap([self, *stored])

    def meets(self, other: "PointRule") -> bool:
        """Whether some day has both rules."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins <= min(self.valid_until or date.max, other.valid_until or date.max)


def refuse_overlap(rules: Iterable[PointRule]) -> None:
    """Raise ValidationError where two rules of one body hold on one day."""
    ordered = sorted(rules, key=lambda rule: rule.valid_from or date.min)
    for rule, after in pairwise(ordered):
        if rule.meets(after):
            raise ValidationError(
                f"Two rules hold on one day: {rule.days}, and {after.days}. Give the older one a "
                "last day."
            )
