"""Putting rows in place of the names that a package knows them by."""

from typing import Any

from courses.interchange.blocks_in import Pointer, Shelf
from courses.interchange.question_markup import Words


def resolve(value: Any, shelf: Shelf) -> Any:
    """Return a raw value with rows in place of its pointers, and pictures in its texts. A pointer
    to what the shelf lacks stays."""
    if isinstance(value, Pointer):
        return getattr(shelf, value.shelf).get(value.name, value)
    if isinstance(value, Words):
        return value.kept(shelf.images)
    if isinstance(value, dict):
        return {key: resolve(inner, shelf) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolve(inner, shelf) for inner in value]
    return value
