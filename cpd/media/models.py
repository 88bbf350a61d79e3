"""CourseImage and CourseDocument (Wagtail's, ours by name) and Drawing, an SVG that follows the
theme."""

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cpd.media.drawings import UnsafeDrawing, clean_drawing
from cpd.media.keeping import check_exchange
from cpd.media.signatures import HEAD, fits

key_rule = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use lower-case words with hyphens.")


class CourseImage(AbstractImage):
    """A picture with who made it."""

    credit = models.CharField(max_length=250, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    def clean(self) -> None:
        """Refuse another picture in place of one that is in use."""
        super().clean()
        if self.file and not self.file._committed:
            check_exchange(self)


class Rendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(CourseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CourseDocument(AbstractDocument):
    """A file: a hand-out, a caption file, a video."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Refuse what is not what its name says, and another file in place of one in use."""
        super().clean()
        if not self.file or self.file._committed:
            return
        suffix = PurePosixPath(self.file.name).suffix
        self.file.seek(0)
        head = self.file.read(HEAD)
        self.file.seek(0)
        if not fits(suffix, head):
            raise ValidationError({"file": f"What is in this file is not what {suffix} promises."})
        check_exchange(self)


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
