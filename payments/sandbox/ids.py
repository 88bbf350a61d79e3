"""Ids with Stripe's prefixes: unguessable, or the same in every run once they are seeded."""

import hashlib
import secrets
import string
from collections.abc import Iterator
from itertools import count

LETTERS = string.ascii_letters + string.digits
LENGTHS = {"cs_test_": 58, "pi_": 24, "ch_": 24, "py_": 24, "prod_": 14, "cus_": 14, "": 8}
USUAL_LENGTH = 24
_seed = 0
_counter: Iterator[int] | None = None


def seed(number: int | None) -> None:
    """Count from here on, so that ids repeat from run to run; None goes back to chance."""
    global _seed, _counter
    _seed, _counter = number or 0, None if number is None else count(1)


def new(prefix: str) -> str:
    """Return a new id, such as `pi_` and 24 letters and digits."""
    length = LENGTHS.get(prefix, USUAL_LENGTH)
    return prefix + (
        _chance(length) if _counter is None else _counted(prefix, next(_counter), length)
    )


def digest(text: str, length: int = 16) -> str:
    """Return letters and digits that stand for a text, such as a card's fingerprint."""
    number = int.from_bytes(hashlib.sha512(text.encode()).digest())
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def _chance(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def _counted(prefix: str, number: int, length: int) -> str:
    return digest(f"{_seed}:{prefix}:{number}", length)
