"""Whether a file is what its name says: an HTML page called hand-out.pdf is refused."""

import re

SIGNATURES = {
    ".pdf": rb"%PDF-",
    ".docx": rb"PK\x03\x04",
    ".xlsx": rb"PK\x03\x04",
    ".mp4": rb"....ftyp",
    ".webm": rb"\x1a\x45\xdf\xa3",
    ".mp3": rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa\xfb]",
    ".vtt": rb"(\xef\xbb\xbf)?WEBVTT",
    ".csv": rb"[^\0<]*\Z",
}
HEAD = 1024  # bytes that are looked at


def fits(suffix: str, head: bytes) -> bool:
    """Return whether a file's first bytes are those of its kind."""
    pattern = SIGNATURES.get(suffix.lower())
    return pattern is not None and bool(re.match(pattern, head[:HEAD], re.DOTALL))
