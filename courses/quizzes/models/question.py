"""Question: one of the bank, as a draft, with its tags."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import LockableMixin, RevisionMixin
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.catalogue.models import Course
from courses.quizzes import blocks
from courses.quizzes.checking import question_faults
from courses.quizzes.fingerprints import FIELDS, fingerprint
from courses.quizzes.kinds import Difficulty, QuestionKind, Rule, Shuffle
from courses.quizzes.models.previewing import PreviewedTwice
from courses.quizzes.wording import words
from cpd.media.models import key_rule

ASKED = {"kind", "stem", "retired_at", *FIELDS}  # what a fingerprint is made of


class BankTag(TagBase):
    """A word by which questions are found and drawn."""

    class Meta:
        verbose_name = "question tag"


class Question(  # type: ignore[django-manager-missing] # taggit has no types
    PreviewedTwice, LockableMixin, RevisionMixin, models.Model
):
    """A question's draft in the bank of its course, or in the shared bank where it has none. A part
    of a case vignette names its vignette, and is asked only with it."""

    course = models.ForeignKey(
        Course,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
        help_text="Whose bank it is in; empty for the shared bank.",
    )
    vignette = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the questions of its case vignette."
    )
    key = models.CharField(max_length=80, validators=[key_rule])
    kind = models.CharField(max_length=20, choices=QuestionKind, default=QuestionKind.SINGLE)
    stem = RichTextField(
        features=blocks.PARAGRAPHS, help_text="The question as the learner reads it."
    )
    choices = StreamField(blocks.QuestionChoices(), blank=True, default=list)
    pairs = StreamField(blocks.QuestionPairs(), blank=True, default=list)
    items = StreamField(blocks.QuestionItems(), blank=True, default=list)
    numbers = StreamField(blocks.QuestionNumbers(), blank=True, default=list)
    texts = StreamField(blocks.QuestionTexts(), blank=True, default=list)
    unit = models.CharField(
        max_length=40, blank=True, help_text="Stands after the field, as in “mmHg”."
    )
    is_case_sensitive = models.BooleanField(
        default=False, help_text="Capital and small letters are told apart."
    )
    is_accent_sensitive = models.BooleanField(
        default=False, help_text="“é” and “e” are told apart."
    )
    rule = models.CharField(
        "partly right answers", max_length=20, choices=Rule, default=Rule.ALL_OR_NOTHING
    )
    shuffle = models.CharField(max_length=10, choices=Shuffle, default=Shuffle.ALL)
    points = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1000))],
        help_text="What it counts for beside the quiz's other questions.",
    )
    explanation = RichTextField(
        features=blocks.PARAGRAPHS,
        blank=True,
        help_text="Shown with the right answer, whatever was answered.",
    )
    references = StreamField([("reference", SnippetChooserBlock("lessons.Reference"))], blank=True)
    difficulty = models.CharField(max_length=10, choices=Difficulty, blank=True)
    tags = TaggableManager(through="quizzes.QuestionTag", blank=True)
    fingerprint = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False
    )  # of what is asked, whatever its markup: by it an import knows a duplicate
    stem_words = models.TextField(
        "question", blank=True, editable=False
    )  # for lists and the search
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["course", "vignette_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "key"],
                condition=Q(course__isnull=False),
                name="question_key_unique_in_course",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(course__isnull=True),
                name="question_key_unique_in_shared_bank",
            ),
            models.CheckConstraint(name="question_counts", condition=Q(points__gt=0)),
            models.CheckConstraint(
                name="question_vignette_is_no_part",
                condition=Q(vignette__isnull=True) | ~Q(kind=QuestionKind.VIGNETTE),
            ),
        ]

    def __str__(self) -> str:
        return self.stem_words[:120] or self.key

    @property
    def tag_names(self) -> list[str]:
        """Its tags in the order of the alphabet; prefetch tag_uses__tag for many questions."""
        return sorted(use.tag.name for use in self.tag_uses.all())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep beside a question what lists, the search and imports know it by."""
        wanted = kwargs.get("update_fields")
        is_asked_anew = wanted is None or not ASKED.isdisjoint(wanted)
        if is_asked_anew:
            self.stem_words = words(self.stem)
            self.fingerprint = self.known_by()
        if is_asked_anew and wanted is not None:
            kwargs["update_fields"] = {*wanted, "stem_words", "fingerprint"}
        super().save(*args, **kwargs)
        if is_asked_anew and self.vignette is not None:
            Question.objects.filter(pk=self.vignette.pk).update(
                fingerprint=self.vignette.known_by()
            )

    def known_by(self) -> str:
        """Return the fingerprint of what is asked."""
        answers = {name: getattr(self, name).raw_data for name in FIELDS}
        is_case = self.pk and self.kind == QuestionKind.VIGNETTE
        parts = self.parts.filter(retired_at=None) if is_case else Question.objects.none()
        return fingerprint(
            self.kind, self.stem, answers, parts.values_list("fingerprint", flat=True)
        )

    def clean(self) -> None:
        """Refuse a question that cannot be answered or marked."""
        faults = question_faults(self)
        if faults:
            raise ValidationError(faults)


class QuestionTag(ItemBase):
    """A question's tag."""

    tag = models.ForeignKey(BankTag, on_delete=models.CASCADE, related_name="uses")
    content_object = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tag_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="question_tag_once")
        ]
