"""Files and videos of a lesson: their addresses on a page, and serving them to whoever may read
it."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify

from cpd.media.views import ranged

Address = Callable[[int, str], str]
PARTS = {"file", "captions"}


def with_addresses(blocks: list[dict[str, Any]], address: Address) -> list[dict[str, Any]]:
    """Return presented blocks whose files have addresses; `address` takes the block's place and
    part."""
    return [_with_address(block, address) for block in blocks]


def _with_address(block: dict[str, Any], address: Address) -> dict[str, Any]:
    if block["kind"] == "video":
        place = block["position"]
        return {
            **block,
            "src": address(place, "file"),
            "captions_src": address(place, "captions"),
        }
    if block["kind"] == "file":
        return {**block, "url": address(block["position"], "file")}
    return block


def file_address(view: str, slug: str, key: str, number: int, part: str) -> str:
    """Return a file's address under a page's own."""
    return reverse(view, args=[slug, key, number, part])


def serve(
    request: HttpRequest, content: Mapping[str, Any], number: int, part: str
) -> HttpResponseBase:
    """Serve a file of a lesson's content, with ranges. Raises Http404."""
    blocks = content["blocks"]
    block = blocks[number - 1] if 0 < number <= len(blocks) and part in PARTS else {}
    stored = (block.get(part) or {}).get("stored")
    if not stored:
        raise Http404("No such file.")
    title = slugify(block["title"], allow_unicode=True) or part
    return ranged(request, stored, filename=f"{title}{PurePosixPath(stored).suffix}")
