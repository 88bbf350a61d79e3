"""Pictures that come with a question file: checked by their first bytes, named by their hash."""

import base64
import binascii
import hashlib

from courses.interchange.questions.limits import MOST_IMAGE

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
TYPES = {"png": "png", "jpg": "jpeg", "gif": "gif", "webp": "webp"}


def suffix_of(content: bytes) -> str:
    """Return png, jpg, gif or webp by the first bytes; nothing for anything else."""
    for signature, suffix in SIGNATURES:
        if content.startswith(signature):
            return suffix
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return "webp" if is_webp else ""


def name_of(content: bytes) -> str:
    """Return the name a picture is kept under; nothing if it cannot be kept."""
    suffix = suffix_of(content)
    if not suffix or len(content) > MOST_IMAGE:
        return ""
    return f"{hashlib.sha256(content).hexdigest()[:20]}.{suffix}"


def from_base64(text: str) -> bytes:
    """Return decoded bytes, or none where that fails."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def data_address(name: str, content: bytes) -> str:
    """Return a picture as a data address, for formats that hold text only."""
    kind = TYPES[name.rpartition(".")[2]]
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
