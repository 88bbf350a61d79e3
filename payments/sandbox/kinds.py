"""Reading one value of a form body in the kind its parameter has."""

import re
from collections.abc import Callable
from typing import Any

from payments.sandbox import errors, metadata
from payments.sandbox.errors import Refusal

LONGEST = 5_000


def read(kind: str, value: Any, path: str) -> Any:
    """Return the value in its kind. Raises Refusal."""
    if kind in READERS:
        return READERS[kind](value, path)
    return _choice(kind.split("|"), value, path)


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise Refusal("Invalid string", param=path)
    if len(value) > LONGEST:
        raise Refusal(
            f"Invalid string: must be at most {LONGEST} characters",
            code="parameter_invalid_string_blank",
            param=path,
        )
    return value


def _integer(value: Any, path: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", _text(value, path)):
        raise Refusal(f"Invalid integer: {value}", code="parameter_invalid_integer", param=path)
    return int(value)


def _number(value: Any, path: str) -> float | int:
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", _text(value, path)):
        raise Refusal(f"Invalid decimal: {value}", param=path)
    number = float(value)
    return int(number) if number.is_integer() else number


def _boolean(value: Any, path: str) -> bool:
    if value not in {"true", "false"}:
        raise Refusal(f"Invalid boolean: {value}", param=path)
    return bool(value == "true")


def _choice(choices: list[str], value: Any, path: str) -> str:
    if value not in choices:
        raise Refusal(f"Invalid {path}: must be one of {', '.join(choices)}", param=path)
    return str(value)


def _range(value: Any, path: str) -> dict[str, int]:
    """`created[gte]=…` and its like, or one exact second."""
    if isinstance(value, str):
        return {"exact": _integer(value, path)}
    for name in value:
        if name not in {"gt", "gte", "lt", "lte"}:
            raise errors.unknown(f"{path}[{name}]")
    return {name: _integer(second, f"{path}[{name}]") for name, second in value.items()}


READERS: dict[str, Callable[[Any, str], Any]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "metadata": metadata.read,
    "range": _range,
    "any": lambda value, path: value,
}
