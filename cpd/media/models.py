"""CourseImage and CourseDocument (Wagtail's, ours by name) and Drawing, an SVG that follows the
theme."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError

from cpd.media.captions import LARGEST_CAPTIONS, BadCaptions, read_captions
from cpd.media.contrast import text_contrast
from cpd.media.drawings import UnsafeDrawing, clean_drawing
from cpd.media.keeping import check_exchange
from cpd.media.signatures import HEAD, fits
from cpd.media.sizes import file_fault

key_rule = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use lower-case words with hyphens.")


class CourseImage(AbstractImage):
    """A picture with who made it, and whether there is text in it that has to be read."""

    class TextInIt(models.TextChoices):
        NO = "no", "No, or none that matters"
        YES = "yes", "Yes, it has to be read"

    credit = models.CharField(
        max_length=250, blank=True, help_text="Who made it, and under which licence."
    )
    text_in_it = models.CharField(
        "text in the picture",
        max_length=3,
        choices=TextInIt,
        blank=True,
        default="",
        help_text="Then its contrast is measured before publishing.",
    )
    text_contrast = models.FloatField(
        null=True, blank=True, editable=False, help_text="To one, as measured; see contrast.py."
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "text_in_it")

    def clean(self) -> None:
        """Refuse another picture in place of one that is in use."""
        super().clean()
        if self.file and not self.file._committed:
            check_exchange(self)
            self.text_contrast = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Measure a picture with text once."""
        super().save(*args, **kwargs)
        if self.text_in_it == self.TextInIt.YES and self.text_contrast is None:
            self.text_contrast = self._measured()
            type(self).objects.filter(pk=self.pk).update(text_contrast=self.text_contrast)

    def _measured(self) -> float | None:
        try:
            with self.open_file() as file:
                return text_contrast(file)
        except SourceImageIOError:
            return None


class Rendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(CourseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CourseDocument(AbstractDocument):
    """A file: a hand-out, a caption file, a video."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Refuse what is too large or not what its name says, and another file in place of one in
        use."""
        super().clean()
        if not self.file or self.file._committed:
            return
        suffix = PurePosixPath(self.file.name).suffix
        if fault := file_fault(suffix, self.file.size):
            raise ValidationError({"file": fault})
        self.file.seek(0)
        head = self.file.read(HEAD)
        self.file.seek(0)
        if not fits(suffix, head):
            raise ValidationError({"file": f"What is in this file is not what {suffix} promises."})
        if suffix.lower() == ".vtt":
            self._check_captions()
        check_exchange(self)

    def _check_captions(self) -> None:
        """Refuse captions that a player would drop."""
        try:
            read_captions(self.file.read(LARGEST_CAPTIONS))
        except BadCaptions as error:
            raise ValidationError({"file": str(error)}) from None
        self.file.seek(0)


class Drawing(models.Model):
    """A diagram as SVG, shown inline so that it follows the light and dark theme."""

    key = models.CharField(max_length=80, unique=True, validators=[key_rule])
    title = models.CharField(max_length=150)
    svg = models.TextField("SVG", help_text="Only shapes and the classes of the drawing guide.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def safe_svg(self) -> str:
        """The drawing as a page may print it; nothing where a row holds more than that."""
        try:
            return clean_drawing(self.svg)
        except UnsafeDrawing:
            return ""

    def clean(self) -> None:
        """Refuse anything but plain shapes, and keep what was checked."""
        try:
            self.svg = clean_drawing(self.svg)
        except UnsafeDrawing as error:
            raise ValidationError({"svg": str(error)}) from None
