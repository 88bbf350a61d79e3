"""Blocks that are begun and not finished: a draft keeps them, and nothing is compiled of them."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from wagtail.blocks import StreamValue
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.stream_block import StreamBlockValidationError

REQUIRED = "This field is required."


def lacks_of(body: StreamValue) -> dict[str, str]:
    """Return, by a block's id, what keeps it from being finished; a new block gets its id here."""
    try:
        body.stream_block.clean(body)
    except StreamBlockValidationError as error:
        return {_id(body[at]): _words(body[at], fault) for at, fault in error.block_errors.items()}
    return {}


def _id(child: Any) -> str:
    child.id = child.id or str(uuid.uuid4())
    return str(child.id)


def _words(child: Any, error: ValidationError) -> str:
    """Say which kind of block it is, and what to do."""
    faults = dict.fromkeys(_faults(get_error_json_data(error)))
    empty = [name or "it" for name, words in faults if words == REQUIRED]
    wanted = [f"fill in {get_text_list(empty, 'and')}"] if empty else []
    wanted += [f"{name}: {words.rstrip('.')}" for name, words in faults if words != REQUIRED]
    return f"{child.block.label}: {'; '.join(wanted)}"


def _faults(data: dict[str, Any], name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each fault with the name of its field, whatever list it stands in."""
    for words in data.get("messages", ()):
        yield name, words
    for key, inner in data.get("blockErrors", {}).items():
        yield from _faults(inner, name if str(key).isdigit() else str(key).replace("_", " "))
