"""Edition and its parts: a course as published, written once (decision 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from courses.catalogue.models import Course, Topic
from courses.immutable import WrittenOnce
from courses.lessons.models import LessonVersion
from courses.quizzes.models import QuizVersion
from cpd.durations import hours

DEEP = " cover-flagship"  # the class that colours a cover for the deep ground


class EditionQuerySet(models.QuerySet["Edition"]):
    """Filters over what was published."""

    def live(self) -> "EditionQuerySet":
        """The editions that the catalogue shows: one a course at most, none for a retired
        course."""
        return self.filter(is_live=True, course__retired_at__isnull=True)

    def for_cards(self) -> "EditionQuerySet":
        """With all that a card or a course page prints."""
        return self.select_related("course", "topic")


class Edition(WrittenOnce):
    """A numbered edition of a course. Only `is_live` ever changes, by a query."""

    class ChangeClass(models.TextChoices):
        MINOR = "minor", "Minor: wording or layout"
        MATERIAL = "material", "Material: content, outcomes, key or minutes"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    is_live = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)
    title = models.CharField(max_length=150)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Course.Level)
    summary = models.CharField(max_length=300)
    audience = models.CharField(max_length=300, blank=True)
    prerequisites = models.CharField(max_length=300, blank=True)
    description_html = models.TextField(blank=True)
    outcomes = models.JSONField()
    minutes = models.PositiveIntegerField(help_text="Learning minutes in all.")
    minutes_basis = models.CharField(max_length=300)
    minutes_by_kind = models.JSONField(help_text="Minutes of reading, activity, video, assessment.")
    author = models.JSONField(help_text="Name, role and biography as published.")
    evidence_reviewed_on = models.DateField(null=True, blank=True)
    evidence = models.JSONField(help_text="Graded statements counted by design and by grade.")
    survey = models.JSONField(
        default=dict,
        blank=True,
        help_text="The evaluation at its end, as courses/catalogue/survey.py says; empty for none.",
    )
    lesson_count = models.PositiveSmallIntegerField()
    question_count = models.PositiveSmallIntegerField()
    reference_count = models.PositiveSmallIntegerField()
    cover_svg = models.TextField(blank=True)
    cover_url = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="An author's picture in place of the drawing.",
    )
    change_class = models.CharField(max_length=10, choices=ChangeClass)
    change_note = models.TextField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="edition_number_unique_in_course"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(is_live=True),
                name="edition_only_one_live_per_course",
            ),
            models.CheckConstraint(name="edition_number_starts_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def statement_count(self) -> int:
        """How many graded statements the lessons make."""
        return sum(self.evidence["design"].values())

    @property
    def badge(self) -> str:
        """Its learning time, as cards print it."""
        return f"{hours(self.minutes)} CPD"

    @property
    def short_line(self) -> str:
        """Lessons and level in one line."""
        return f"{self._lessons}, {self.get_level_display().lower()}"

    @property
    def line(self) -> str:
        """Learning time and lessons in one line."""
        return f"{self.badge}, {self._lessons}"

    @property
    def _lessons(self) -> str:
        return f"{self.lesson_count} lesson{'' if self.lesson_count == 1 else 's'}"

    @property
    def drawn_cover(self) -> SafeString:
        """The cover as the site drew it."""
        return mark_safe(self.cover_svg)  # noqa: S308 drawn by courses.catalogue.covers

    @property
    def plain_cover(self) -> SafeString:
        """The cover for a light ground."""
        return mark_safe(self.cover_svg.replace(DEEP, "", 1))  # noqa: S308 as above

    @property
    def deep_cover(self) -> SafeString:
        """The cover for the deep ground."""
        plain = self.cover_svg.replace(DEEP, "", 1)
        return mark_safe(plain.replace('class="cover-svg', f'class="cover-svg{DEEP}', 1))  # noqa: S308 as above


class EditionModule(WrittenOnce):
    """A module of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="modules")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=150)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"], name="edition_module_position_unique"
            )
        ]

    def __str__(self) -> str:
        return self.title


class EditionItem(WrittenOnce):
    """A lesson or a quiz of an edition, in its place, with the version that is read or asked."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    module = models.ForeignKey(EditionModule, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="Place in the edition, over all modules.")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=150)
    minutes = models.PositiveSmallIntegerField()
    is_preview = models.BooleanField(default=False)
    lesson_version = models.ForeignKey(
        LessonVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quiz_version = models.ForeignKey(
        QuizVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    same_since = models.PositiveIntegerField(
        help_text="Number of the edition since which this item is materially the same."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"], name="edition_item_position_unique"
            ),
            models.UniqueConstraint(fields=["edition", "key"], name="edition_item_key_unique"),
            models.CheckConstraint(
                name="edition_item_is_a_lesson_or_a_quiz",
                condition=Q(lesson_version__isnull=False, quiz_version__isnull=True)
                | Q(lesson_version__isnull=True, quiz_version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_quiz(self) -> bool:
        """Whether this is a quiz; otherwise it is a lesson."""
        return self.quiz_version_id is not None
