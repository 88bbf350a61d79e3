"""Pictures of published pages, and private files with ranges so that a video can be sought."""

import mimetypes
import posixpath
import re
from collections.abc import Iterator

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cpd.media.published import FOLDER as PUBLISHED

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")  # Python reads no endless numbers
CHUNK = 64 * 1024
PICTURES = {"image/webp", "image/jpeg", "image/png", "image/avif"}
PUBLIC = ("images/", PUBLISHED)
INLINE = PICTURES | {"video/mp4", "video/webm", "audio/mpeg", "text/vtt", "application/pdf"}


@require_safe
def image(request: HttpRequest, name: str) -> FileResponse:
    """Serve a rendition or a published picture; nothing else in the media folder is public."""
    kind = mimetypes.guess_type(name)[0]
    is_plain = posixpath.normpath(name) == name
    is_public = name.startswith(PUBLIC) and kind in PICTURES
    if not is_plain or not is_public or not default_storage.exists(name):
        raise Http404("No such picture.")
    response = FileResponse(default_storage.open(name), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def ranged(request: HttpRequest, name: str, *, filename: str) -> HttpResponseBase:
    """Serve a stored file whole or in part (206, 416); anything but media and PDF as a download."""
    if not default_storage.exists(name):
        raise Http404("The file is gone.")
    kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    size = default_storage.size(name)
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    is_part = asked is not None and asked.groups() != ("", "")
    span = _span(asked, size) if asked and is_part else (0, size - 1)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    response = StreamingHttpResponse(
        Stretch(default_storage.open(name), first=first, length=last - first + 1),
        status=206 if is_part else 200,
        content_type=kind,
    )
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(last - first + 1)
    if is_part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    disposition = content_disposition_header(kind not in INLINE, _plain(filename))
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _span(match: re.Match[str], size: int) -> tuple[int, int] | None:
    """Return first and last byte; None where nothing overlaps."""
    start, end = match.groups()
    if not start:
        return (max(size - int(end), 0), size - 1) if int(end) else None
    first, last = int(start), min(int(end or size - 1), size - 1)
    return (first, last) if first <= last else None


class Stretch:
    """A stretch of a file in chunks. The server closes it with the response, read or not."""

    def __init__(self, file: File[bytes], *, first: int, length: int) -> None:
        self.file, self.first, self.left = file, first, length

    def __iter__(self) -> Iterator[bytes]:
        with self.file:
            self.file.seek(self.first)
            while self.left > 0 and (chunk := self.file.read(min(CHUNK, self.left))):
                self.left -= len(chunk)
                yield chunk

    def close(self) -> None:
        """Give the file back; a generator that nobody began would keep it."""
        self.file.close()


def _plain(filename: str) -> str:
    return re.sub(r"[^\w.-]+", "-", filename)
