"""Keys made from words: parts of addresses, of small letters, figures and hyphens."""

from collections.abc import Container
from itertools import count

from django.utils.text import slugify

LONGEST = 70  # of the 80 characters that a key may have; the rest is for a number


def key_of(words: str) -> str:
    """Return words as a key, cut at the end of a word where there is one; nothing if they have no
    Latin letters or figures."""
    key = slugify(words).replace("_", "-")
    whole = "-".join(part for part in key.split("-") if part)
    if len(whole) <= LONGEST:
        return whole
    return whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]


def free_key(*names: str, taken: Container[str], otherwise: str) -> str:
    """Return a key from the first name that makes one, with a number if it is taken."""
    base = next((key for name in names if (key := key_of(name))), otherwise)
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(key for key in numbered if key not in taken)
