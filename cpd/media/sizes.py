"""How large files and pictures may be, wherever they come from."""

from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from PIL import Image

MEBIBYTE = 1024 * 1024
# In MB, by what a file's name ends in; of captions more would not be read.
LARGEST = {".mp4": 2048, ".webm": 2048, ".mp3": 200, ".vtt": 2}
LARGEST_OTHER = 50
MOVING = {"PNG", "WEBP", "AVIF"}  # what a camera puts behind a JPEG is no second frame


def file_fault(suffix: str, size: int) -> str:
    """Return what to say of a file that is too large; empty for any other."""
    most = LARGEST.get(suffix.lower(), LARGEST_OTHER)
    if size <= most * MEBIBYTE:
        return ""
    return f"The file has {_megabytes(size)} MB; one that ends in {suffix} has at most {most}."


def picture_fault(content: bytes, formats: Iterable[str]) -> str:
    """Return why a picture is not taken; empty where it is. Pixels are told by its first bytes, so
    that none is unpacked; those of a moving picture count together."""
    most_bytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if len(content) > most_bytes:
        most = most_bytes // MEBIBYTE
        return f"This picture has {_megabytes(len(content))} MB; at most {most} MB fit."
    try:
        with Image.open(BytesIO(content), formats=tuple(formats)) as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format in MOVING else 1
            pixels = picture.width * picture.height * frames
            picture.verify()
    except Exception:  # Pillow's readers raise whatever they stumble over
        return "This is not a picture we can read."
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels <= most:
        return ""
    return f"This picture has {pixels:,} pixels; at most {most:,} fit. Save it smaller."


def _megabytes(size: int) -> int:
    return -(-size // MEBIBYTE)
