"""What an operation takes, in one line: `amount:integer charge! lines[]{price quantity:integer}`.

A name takes a text unless a kind follows: integer, number, boolean, metadata, any, or choices such
as `once|forever`. `!` asks for it, `?` lets an empty text unset it, `[]` makes a list of it, braces
hold the names inside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from payments.sandbox import errors
from payments.sandbox.errors import Refusal
from payments.sandbox.kinds import read

TOKEN = re.compile(
    r"(?P<name>\w+)(?P<list>\[\])?(?P<required>!)?(?::(?P<kind>[\w|.-]+))?(?P<null>\?)?|(?P<brace>[{}])"
)
EVERYWHERE = "expand[]"


@dataclass(slots=True)
class Parameter:
    """One name that an operation knows."""

    kind: str = "text"
    is_list: bool = False
    is_required: bool = False
    may_be_unset: bool = False
    inner: dict[str, "Parameter"] = field(default_factory=dict)


Specification = dict[str, Parameter]


@cache
def specification(text: str) -> Specification:
    """Read a line of parameters."""
    return _read(TOKEN.finditer(f"{text} {EVERYWHERE}"))


def _read(tokens: Iterator[re.Match[str]]) -> Specification:
    found: Specification = {}
    last = ""
    for token in tokens:
        if token["brace"] == "}":
            break
        if token["brace"] == "{":
            found[last].inner = _read(tokens)
            continue
        last = token["name"]
        found[last] = Parameter(
            kind=token["kind"] or "text",
            is_list=bool(token["list"]),
            is_required=bool(token["required"]),
            may_be_unset=bool(token["null"]),
        )
    return found


def check(known: Specification, given: Mapping[str, Any], *, inside: str = "") -> dict[str, Any]:
    """Return the given values in their kinds. Raises Refusal for what is unknown, missing or
    wrong."""
    for name in given:
        if name not in known:
            raise errors.unknown(_path(inside, name))
    for name, parameter in known.items():
        if parameter.is_required and name not in given:
            raise errors.missing(_path(inside, name))
    return {name: _value(known[name], value, _path(inside, name)) for name, value in given.items()}


def _path(inside: str, name: str) -> str:
    return f"{inside}[{name}]" if inside else name


def _value(parameter: Parameter, value: Any, path: str) -> Any:
    if value == "" and parameter.kind != "metadata":
        return _unset(parameter, path)
    if parameter.is_list:
        return [_single(parameter, item, f"{path}[{place}]") for place, item in _items(value, path)]
    return _single(parameter, value, path)


def _unset(parameter: Parameter, path: str) -> Any:
    if parameter.is_required or not (parameter.may_be_unset or parameter.kind == "text"):
        raise errors.empty(path)
    return None


def _items(value: Any, path: str) -> list[tuple[int, Any]]:
    if not isinstance(value, dict) or not all(key.isdecimal() for key in value):
        raise Refusal("Invalid array", param=path)
    return list(enumerate(value[key] for key in sorted(value, key=int)))


def _single(parameter: Parameter, value: Any, path: str) -> Any:
    if not parameter.inner:
        return read(parameter.kind, value, path)
    if not isinstance(value, dict):
        raise Refusal("Invalid object", param=path)
    return check(parameter.inner, value, inside=path)
