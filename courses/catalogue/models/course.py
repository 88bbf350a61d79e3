"""Course and Module: drafts, edited in the studio."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import LockableMixin, RevisionMixin

from courses.catalogue.models.people import Author
from courses.catalogue.models.topic import Topic
from courses.catalogue.survey import SurveyBlocks, default_survey
from cpd.media.models import CourseImage, key_rule
from cpd.media.previews import Previewed, Previewer


class Course(Previewed, LockableMixin, RevisionMixin, models.Model):
    """The draft of a course, edited in the studio. Learners never see it, only its editions."""

    PREVIEW_PAGE, PREVIEW_CERTIFICATE = "page", "certificate"
    preview_modes = [
        (PREVIEW_PAGE, _("Its page in the catalogue")),
        (PREVIEW_CERTIFICATE, _("Its certificate")),
    ]
    page_previewer: ClassVar[Previewer | None] = None  # set by the storefront

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
    survey = StreamField(
        SurveyBlocks(),
        blank=True,
        default=default_survey,
        verbose_name="evaluation",
        help_text="What learners are asked at the end. You read the answers without names, from "
        "five on. Scales and choices have to be answered, free texts may be left empty.",
    )
    survey_is_required = models.BooleanField(
        "the evaluation is part of completing the course", default=False
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
