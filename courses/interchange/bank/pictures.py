"""The pictures of question files: looked at, known again, and put into the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Drawn
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from courses.interchange.questions.form import Image, ReadQuestion
from cpd.media.models import CourseImage

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS = 40_000_000
BROKEN = "Left out: the picture “{}” cannot be shown; its file is broken, or it is far too large."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the library takes it; a GIF is its first frame as a PNG."""

    name: str
    content: bytes
    alt: str

    @property
    def digest(self) -> str:
        """What the library knows it by."""
        return hash_filelike(BytesIO(self.content))


def sound(image: Image) -> Picture | None:
    """Return a picture that can be shown; None if it cannot."""
    try:
        with Drawn.open(BytesIO(image.content), formats=FORMATS) as drawn:
            if drawn.width * drawn.height > MOST_PIXELS:
                return None
            if drawn.format != "GIF":
                drawn.verify()
                return Picture(image.name, image.content, image.alt)
            frame = BytesIO()
            drawn.convert("RGBA").save(frame, "PNG")
            return Picture(image.name, frame.getvalue(), image.alt)
    except Exception:
        return None


def known(pictures: Iterable[Picture]) -> dict[str, str]:
    """Return the numbers of the pictures that the library has, by their names in the file."""
    digests = {picture.name: picture.digest for picture in pictures}
    rows = CourseImage.objects.filter(file_hash__in=set(digests.values()))
    numbers = dict(rows.order_by("-pk").values_list("file_hash", "pk"))
    return {name: str(numbers[digest]) for name, digest in digests.items() if digest in numbers}


def store(pictures: Iterable[Picture], *, source: str) -> dict[str, str]:
    """Return the numbers of pictures by name; those that the library lacks are put into it, with
    the file they came from as their credit."""
    pictures = list(pictures)
    numbers = known(pictures)
    for picture in pictures:
        if picture.name not in numbers:
            numbers[picture.name] = str(_store(picture, source).pk)
            numbers.update(known(pictures))
    return numbers


def images_of(question: ReadQuestion) -> list[Image]:
    """Return a question's pictures and those of its parts."""
    return [*question.images, *(image for part in question.parts for image in part.images)]


def _store(picture: Picture, source: str) -> CourseImage:
    stem, _, suffix = picture.name.rpartition(".")
    name = f"{stem}.{'png' if suffix == 'gif' else suffix}"
    row: CourseImage = CourseImage.objects.create(
        title=(picture.alt or picture.name)[:255],
        description=picture.alt[:255],
        file=ImageFile(BytesIO(picture.content), name=name),
        file_hash=picture.digest,
        file_size=len(picture.content),
        collection=Collection.get_first_root_node(),
        credit=f"from {source}"[:250] if source else "",
    )
    return row
