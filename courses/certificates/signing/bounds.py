"""How much a PDF from outside may unpack to, counted before anything parses it."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

LARGEST_FILE = 5 * 1024 * 1024  # bytes; ours have less than 200 kB
LARGEST_UNPACKED = 20 * 1024 * 1024  # bytes in all streams together
LARGEST_INDEX = 1024 * 1024  # bytes in cross-reference and object streams
DEEPEST = 3  # filters one inside the other
MOST_STREAMS = 5_000
STREAM = re.compile(rb"stream\r?\n")
INDEX = re.compile(rb"/(?:XRef|ObjStm)\b")
CHUNK = 64 * 1024  # bytes, packed or unpacked, at a time
HEAD = 600  # bytes before a stream in which its dictionary stands


class TooLarge(Exception):
    """The file would unpack to more than we read."""


def check_bounds(content: bytes) -> None:
    """Raises TooLarge for a file that is larger than our bounds, packed or unpacked."""
    if len(content) > LARGEST_FILE:
        raise TooLarge
    left, left_of_index = LARGEST_UNPACKED, LARGEST_INDEX
    for count, found in enumerate(STREAM.finditer(content), start=1):
        if count > MOST_STREAMS:
            raise TooLarge
        is_index = INDEX.search(content, max(0, found.start() - HEAD), found.start()) is not None
        size = _unpacked(content, found.end(), left_of_index if is_index else left)
        left -= size
        if is_index:
            left_of_index -= size


def _unpacked(content: bytes, start: int, limit: int) -> int:
    """Return how many bytes a stream unpacks to, through nested filters. Raises TooLarge."""
    data, size = memoryview(content)[start:], 0
    for _ in range(DEEPEST):
        out = _inflate(data, limit - size)
        if not out:
            return size
        size += len(out)
        data = memoryview(out)
    if _inflate(data, limit - size):
        raise TooLarge
    return size


def _inflate(data: memoryview, limit: int) -> bytes:
    """Return what packed bytes unpack to, up to an error; nothing for other bytes. What was
    unpacked before an error was paid for too. Raises TooLarge."""
    out = bytearray()
    with suppress(zlib.error):
        for part in _parts(data):
            out += part
            if len(out) > limit:
                raise TooLarge
    return bytes(out)


def _parts(data: memoryview) -> Iterator[bytes]:
    """Unpack in small pieces, read in small pieces too: zlib copies what it leaves over."""
    unpacker = zlib.decompressobj()
    for start in range(0, len(data), CHUNK):
        rest: bytes | memoryview = data[start : start + CHUNK]
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, CHUNK)
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return
