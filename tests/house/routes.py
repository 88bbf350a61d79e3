"""Every address of the site, and paths made up for those that take something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {
    "IntConverter": "1",
    "SlugConverter": "some-slug",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "StringConverter": "some-text",
    "PathConverter": "some/path",
    "SafeStringConverter": "some-text",
}


@dataclass(frozen=True, slots=True)
class Route:
    """A named address and a path that leads to it."""

    name: str
    path: str


def routes() -> Iterator[Route]:
    """Return every named address, namespaces joined by colons."""
    return _walk(get_resolver().url_patterns, "", "/")


def _walk(patterns: list[URLPattern | URLResolver], namespace: str, prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + _sample(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, path)
        else:
            yield Route(f"{namespace}{pattern.name or '?' + path}", path)


def _sample(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    text = REGEX_GROUP.sub("1", text).replace("\\.", ".")
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__
        for form in (f"<{name}>", *(f"<{prefix}:{name}>" for prefix in CONVERTER_NAMES)):
            text = text.replace(form, SAMPLES.get(kind, "1"))
    return text


REGEX_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")
CONVERTER_NAMES = ("int", "slug", "uuid", "str", "path", "custom")
