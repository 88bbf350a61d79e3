"""Accreditation: a body's approval of a course, with its number, points, days and editions."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models import ProfessionalBody
from accounts.names import clean_line
from courses.catalogue.evidence import check_evidence, evidence_place
from courses.catalogue.models.course import Course
from cpd.dates import long_date

SOON = timedelta(days=90)  # before it ends, the studio's lists say so


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    """Which accreditations hold when."""

    def valid_on(self, day: date) -> "AccreditationQuerySet":
        """Those that hold on a day; the first and the last day count."""
        is_open = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(is_open, valid_from__lte=day)

    def valid_for(self, course: Course, edition_number: int, on: date) -> "AccreditationQuerySet":
        """Those that hold for an edition of a course on a day, the day of completion."""
        return self.valid_on(on).filter(
            Q(from_edition__isnull=True) | Q(from_edition__lte=edition_number),
            Q(to_edition__isnull=True) | Q(to_edition__gte=edition_number),
            course=course,
        )

    def ending(self, on: date, *, within: timedelta = SOON) -> "AccreditationQuerySet":
        """Those that hold on a day and end within a time after it, the next to end first."""
        valid = self.valid_on(on).filter(valid_until__lte=on + within)
        return valid.order_by("valid_until", "pk")

    def without_successor(self) -> "AccreditationQuerySet":
        """Those after which no other of the same course and body is entered."""
        later = Accreditation.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=models.OuterRef("valid_until")),
            course=models.OuterRef("course"),
            body=models.OuterRef("body"),
        )
        return self.filter(~models.Exists(later))


class Accreditation(models.Model):
    """A body's approval of a course. It is judged on the day of completion. Never deleted."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="accreditations")
    body = models.ForeignKey(
        ProfessionalBody, on_delete=models.PROTECT, related_name="accreditations"
    )
    number = models.CharField(max_length=60, help_text="As the body gave it; it is printed so.")
    amount = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Points or hours; empty where the body gave none.",
    )
    unit = models.CharField(max_length=40, blank=True, help_text="As in “2.5 CPE points”.")
    category = models.CharField(max_length=80, blank=True, help_text="Of the body's scheme.")
    valid_from = models.DateField(help_text="The first day.")
    valid_until = models.DateField(
        null=True, blank=True, help_text="The last day; empty: until further notice."
    )
    from_edition = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: from the first."
    )
    to_edition = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: all later ones too."
    )
    evidence = models.FileField(
        upload_to=evidence_place,
        blank=True,
        help_text="The body's letter, as PDF, JPEG or PNG; only staff see it.",
    )
    note = models.TextField(blank=True, help_text="For us; never shown.")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accreditation_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="accreditation_editions_in_order",
                condition=Q(from_edition__isnull=True)
                | Q(to_edition__isnull=True)
                | Q(to_edition__gte=F("from_edition")),
            ),
            models.CheckConstraint(
                name="accreditation_amount_with_its_unit",
                condition=Q(amount__isnull=True, unit="")
                | (Q(amount__isnull=False, amount__gt=0) & ~Q(unit="")),
            ),
            models.CheckConstraint(name="accreditation_has_a_number", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return f"{self.body.abbreviation} {self.number}, {self.course}"

    def clean(self) -> None:
        """Refuse what cannot be printed, does not fit together, or is entered already."""
        self._clean_words()
        if bool(self.unit) != (self.amount is not None):
            raise ValidationError({"unit": "Give both amount and unit, or neither."})
        if self.amount is not None and self.amount <= 0:
            raise ValidationError({"amount": "Give more than nothing, or leave it empty."})
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise ValidationError({"valid_until": "The last day is after the first."})
        if (self.to_edition or self.from_edition or 0) < (self.from_edition or 0):
            raise ValidationError({"to_edition": "The last edition is not before the first."})
        if self.course_id and self.body_id and self.valid_from:
            self._refuse_overlap()

    def _clean_words(self) -> None:
        for field in ("number", "unit", "category"):
            try:
                setattr(self, field, clean_line(getattr(self, field)))
            except ValidationError as error:
                raise ValidationError({field: error}) from None
        try:
            check_evidence(self.evidence)
        except ValidationError as error:
            raise ValidationError({"evidence": error}) from None

    def _refuse_overlap(self) -> None:
        """Two at once for one edition would leave open which one a certificate names."""
        others = Accreditation.objects.filter(course=self.course, body=self.body).exclude(
            pk=self.pk
        )
        others = others.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=self.valid_from),
            valid_from__lte=self.valid_until or date.max,
        ).filter(
            Q(to_edition__isnull=True) | Q(to_edition__gte=self.from_edition or 0),
            Q(from_edition__isnull=True) | Q(from_edition__lte=self.to_edition or 32767),
        )
        if other := others.first():
            raise ValidationError(
                f"{other.body.abbreviation} {other.number} covers this course and edition "
                f"{other.days}. End it first, or choose other days or editions."
            )

    @property
    def days(self) -> str:
        """The days on which it holds, in words."""
        if self.valid_until is None:
            return f"from {long_date(self.valid_from)}"
        return f"{long_date(self.valid_from)} to {long_date(self.valid_until)}"
