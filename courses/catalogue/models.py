"""Course and Module drafts, and the Topic, Author and Provider they name."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from wagtail.models import LockableMixin, RevisionMixin

from cpd.media.models import CourseImage, key_rule
from cpd.media.previews import Previewed


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


class Author(models.Model):
    """Who wrote a course, as lessons and certificates print it."""

    key = models.CharField(max_length=60, unique=True, validators=[key_rule])
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, help_text="Credentials, in one line.")
    biography = models.TextField(blank=True)

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


class Course(Previewed, LockableMixin, RevisionMixin, models.Model):
    """The draft of a course, edited in the studio. Learners never see it, only its editions."""

    class Level(models.TextChoices):
        CORE = "core", "Core"
        INTERMEDIATE = "intermediate", "Intermediate"
        ADVANCED = "advanced", "Advanced"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="courses")
    level = models.CharField(max_length=20, choices=Level, default=Level.CORE)
    summary = models.CharField(max_length=300, help_text="One or two sentences for the catalogue.")
    audience = models.CharField(max_length=300, blank=True, help_text="Who it is for.")
    prerequisites = models.CharField(max_length=300, blank=True)
    description = models.TextField(
        blank=True, help_text="What the course does and does not do; Markdown."
    )
    outcomes = models.TextField(
        help_text="One a line; each completes “Afterwards you will be able to …”.",
        validators=[MinLengthValidator(10)],
    )
    minutes_basis = models.CharField(
        max_length=300, help_text="How the learning minutes were worked out."
    )
    evidence_reviewed_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="courses")
    editors = models.ManyToManyField(
        "accounts.User",
        blank=True,
        related_name="edited_courses",
        limit_choices_to={"is_staff": True},
        help_text="Who may change this course, beside reviewers and admins.",
    )
    cover_image = models.ForeignKey(
        CourseImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_flagship = models.BooleanField(default=False, help_text="Stands first, on the deep ground.")
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_flagship", "title"]
        permissions = [
            ("publish_course", "May publish and retire courses"),
            ("publish_any_course", "May edit every author's courses"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["is_flagship"],
                condition=Q(is_flagship=True),
                name="course_only_one_is_flagship",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def outcome_list(self) -> list[str]:
        """The outcomes, one each."""
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]

    def clean(self) -> None:
        """Ask for an outcome."""
        if not self.outcome_list:
            raise ValidationError({"outcomes": "Write at least one learning outcome."})


class Module(RevisionMixin, models.Model):
    """A part of a course, with lessons and quizzes in order."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    key = models.CharField(max_length=80, validators=[key_rule])
    title = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["course", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="module_key_unique_in_course")
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.course}"
