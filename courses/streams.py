"""Loading what the blocks of many drafts choose, with as many queries as one draft would cost."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from wagtail.blocks import StreamValue


def load_together(rows: Iterable[Any], field: str) -> None:
    """Turn the rows' blocks into values, all of a kind at once; what is loaded already stays."""
    waiting = [row for row in rows if getattr(row, field).is_lazy]
    streams = [getattr(row, field) for row in waiting]
    raw = [block for stream in streams for block in stream.raw_data]
    if not raw:
        return
    stream_block = streams[0].stream_block
    loaded = iter(StreamValue(stream_block, raw, is_lazy=True))
    for row, stream in zip(waiting, streams, strict=True):
        setattr(row, field, StreamValue(stream_block, list(islice(loaded, len(stream)))))
