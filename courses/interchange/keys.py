"""The rule for keys: part of addresses and file names, so lower-case words with hyphens."""

import re

from courses.interchange.located import Reader

LONGEST_KEY = 80
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_RULE = "must be lower-case words and numbers with hyphens."


def read_key(reader: Reader, name: str, *, longest: int = LONGEST_KEY) -> str:
    """Return a field that is a key."""
    key = reader.line_of(name, longest=longest)
    if key and not is_key(key):
        reader.fault(name, f"“{key}” {KEY_RULE}")
    return key


def is_key(key: str) -> bool:
    """Return whether a text can be a key."""
    return len(key) <= LONGEST_KEY and bool(KEY.fullmatch(key))
