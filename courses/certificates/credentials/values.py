"""Rules for single values of a credential: addresses, moments, words in a language."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

# RFC 3986 and 3987: a scheme, then no space, quote, bracket or control character.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
# XML Schema's dateTimeStamp: the zone is not optional.
MOMENT = re.compile(
    r"(-?(?:[1-9]\d{3,}|0\d{3}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?"
    r"(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)"
)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
LANGUAGE_KEYS = {"@value", "@language", "@direction"}


class Refused(Exception):
    """A document breaks a rule; the message says which, in plain words."""


def items(document: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Return the values of a property that may hold one or several."""
    if name not in document:
        return
    value = document[name]
    if value is None:
        raise Refused(f"{name} is empty.")
    yield from value if isinstance(value, list) else [value]


def types_of(thing: Mapping[str, Any], what: str) -> list[str]:
    """Return the types of an object. Raises Refused where there are none."""
    value = thing.get("type")
    types = [value] if isinstance(value, str) else value
    if not isinstance(types, list) or not types or not all(isinstance(one, str) for one in types):
        raise Refused(f"{what} has no type.")
    return types


def is_address(value: Any) -> bool:
    """Whether a value is an absolute address (URL) and nothing else."""
    return isinstance(value, str) and ADDRESS.fullmatch(value) is not None


def must_be_address(value: Any, what: str) -> str:
    """Return an address. Raises Refused for anything else."""
    if isinstance(value, str) and ADDRESS.fullmatch(value):
        return value
    raise Refused(f"{what} is not an address (URL).")


def moment_of(value: Any, what: str) -> datetime:
    """Return a moment. Raises Refused for what is none, or has no time zone."""
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Refused(f"{what} is not a moment with a time zone, such as 2026-11-25T09:00:00Z.")
    *fields, fraction, zone = found.groups()
    day = "-".join(fields[:3])
    clock = ":".join(fields[3:])
    try:
        # Python reads six decimals; the rest is less than a millionth of a second.
        return datetime.fromisoformat(f"{day}T{clock}{(fraction or '.0')[:7]}{zone}")
    except ValueError:
        raise Refused(f"{what} is a moment that does not exist.") from None


def check_language_value(value: Any, what: str) -> None:
    """Check words: text, an object with @value, @language and @direction, or a list of them."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            continue
        if not isinstance(one, Mapping) or not isinstance(one.get("@value"), str):
            raise Refused(f"{what} is not text.")
        if set(one) - LANGUAGE_KEYS:
            raise Refused(f"{what} has properties besides @value, @language and @direction.")
        language = one.get("@language", "en")
        if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            raise Refused(f"{what} is in a language that has no name.")
        if one.get("@direction", "ltr") not in {"ltr", "rtl"}:
            raise Refused(f"{what} runs in a direction that is neither ltr nor rtl.")
