"""What a document means as linked data: its terms resolved by contexts that we hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3._structure_screen import StructureLimitExceeded, screen
from pyld import jsonld

from courses.certificates.credentials.contexts import is_known, load, workable
from courses.certificates.credentials.proofs import Document
from courses.certificates.credentials.values import Refused, is_address

NOWHERE = "urn:nowhere:/"  # what names without a meaning are resolved against
WORDS = {
    "protected term redefinition": "A context gives another meaning to a protected term.",
    "invalid local context": "A context is neither an address nor an object.",
}


def unknown_contexts(document: Any) -> list[str]:
    """Return the contexts that a document names and we do not hold; nothing is fetched."""
    return sorted({address for address in _contexts(document) if not is_known(address)})


def check_meaning(document: Document) -> list[str]:
    """Check that every type and id resolves to an absolute address. Returns the properties that
    mean nothing, which no signature covers. Raises Refused."""
    try:
        screen(document, scale=2)
    except StructureLimitExceeded as error:
        raise Refused(f"The document is larger than we read: {error}.") from None
    dropped: list[str] = []
    processor = jsonld.JsonLdProcessor(on_property_dropped=lambda name: dropped.append(str(name)))
    options = {
        "base": NOWHERE,
        "documentLoader": load,
        "contextResolver": jsonld.ContextResolver({}, load),
    }
    try:
        expanded = processor.expand(workable(document), options)
    except (jsonld.JsonLdError, LibOpenBadgesException) as error:
        raise Refused(_plain(error)) from None
    for value in _names(expanded):
        if not value.startswith("_:") and (value.startswith(NOWHERE) or not is_address(value)):
            raise Refused(f"“{value.removeprefix(NOWHERE)[:80]}” has no meaning in its contexts.")
    return dropped


def _names(value: Any) -> Iterator[str]:
    """Return every type and id in an expanded document."""
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, Mapping):
        if "@value" in value:
            return
        yield from value.get("@type", [])
        if "@id" in value:
            yield str(value["@id"])
        for name, inner in value.items():
            if not name.startswith("@") or name in {"@graph", "@list", "@set", "@included"}:
                yield from _names(inner)


def _contexts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _contexts(one)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "@context":
                listed = inner if isinstance(inner, list) else [inner]
                yield from (one for one in listed if isinstance(one, str))
            yield from _contexts(inner)


def _plain(error: BaseException) -> str:
    """Return the reason in plain words, where it is one that we know."""
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(cause, "code", None)
        if code in WORDS:
            return WORDS[code]
        cause = getattr(cause, "cause", None) or cause.__cause__
    return f"It is not valid JSON-LD: {str(error)[:160]}"
