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
from cpd.media.sizes import picture_fault

STILL = ("PNG", "JPEG", "WEBP")
FORMATS = (*STILL, "GIF")
MOST_GIF = 10_000_000  # points of a GIF, since it is unpacked; of others as everywhere
MOST_GIF_PIXELS = 40_000_000  # of all GIFs of a file together
BROKEN = "Left out: the picture “{}” cannot be shown; its file is broken, or it is far too large."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the library takes it; a GIF is its first frame as a PNG, of so many pixels."""

    name: str
    content: bytes
    alt: str
    pixels: int = 0

    @property
    def digest(self) -> str:
        """What the library knows it by."""
        return hash_filelike(BytesIO(self.content))


def sound(images: Iterable[Image]) -> list[Picture]:
    """Return those of a file's pictures that can be shown. Only GIFs are unpacked, to be drawn
    anew, and of them so many points as the limits say."""
    left = MOST_GIF_PIXELS
    found = []
    for image in images:
        if not image.content.startswith(b"GIF8"):
            picture = None if picture_fault(image.content, STILL) else _as_it_is(image)
        else:
            picture = _first_frame(image, min(left, MOST_GIF))
            left -= picture.pixels if picture else 0
        if picture:
            found.append(picture)
    return found


def _as_it_is(image: Image) -> Picture:
    return Picture(image.name, image.content, image.alt)


def _first_frame(image: Image, most: int) -> Picture | None:
    frame = BytesIO()
    try:
        with Drawn.open(BytesIO(image.content), formats=("GIF",)) as drawn:
            pixels = drawn.width * drawn.height
            if pixels > most:
                return None
            drawn.convert("RGBA").save(frame, "PNG")
    except Exception:  # Pillow's readers raise whatever they stumble over
        return None
    return Picture(image.name, frame.getvalue(), image.alt, pixels)


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
