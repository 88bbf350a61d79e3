"""What courses share, as a package brings it: references, terms, drawings and authors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cpd.media.models import Drawing

DERIVED: dict[type[Model], set[str]] = {Drawing: {"title"}}  # from what the drawing says itself


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that the package has otherwise, and that was left as the library has it."""

    thing: str
    name: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        differing = f" ({', '.join(self.parts)})" if self.parts else ""
        return f"{self.thing} “{self.name}”{differing}"


class Library:
    """Takes the package's words in place of what the site has under the same key, and adds to the
    shared bank what that lacks."""

    fills_shared_bank = True

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.made_own: list[str] = []

    def put[Row: Model](self, model: type[Row], key: str, values: Mapping[str, Any]) -> Row:
        """Return the row of a key, made or updated."""
        return model._default_manager.update_or_create(key=key, defaults=values)[0]

    def note(self, thing: str, name: str, parts: Iterable[str] = ()) -> None:
        """Hear of what stays as it is in every library: pictures' words and shared questions."""


class KeptLibrary(Library):
    """Leaves what the site has as it is, since other courses use it, and tells what differs; adds
    to the shared bank for those who may write into it."""

    def __init__(self, *, fills_shared_bank: bool) -> None:
        super().__init__()
        self.fills_shared_bank = fills_shared_bank

    def put[Row: Model](self, model: type[Row], key: str, values: Mapping[str, Any]) -> Row:
        """Return the row of a key; one that is there stays."""
        row, is_new = model._default_manager.get_or_create(key=key, defaults=values)
        compared = {name: values[name] for name in values if name not in DERIVED.get(model, ())}
        parts = () if is_new else differing(row, compared)
        if parts:
            self.note(str(model._meta.verbose_name), str(row), parts)
        return row

    def note(self, thing: str, name: str, parts: Iterable[str] = ()) -> None:
        """Keep what differs, for whoever takes the package in."""
        self.kept.append(Kept(thing, name, tuple(parts)))


def differing(row: Model, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names, as forms have them, of the fields that have other values."""
    return tuple(
        str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # plain fields
        for name, value in values.items()
        if getattr(row, name) != value
    )
