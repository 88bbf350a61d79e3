"""Reading settings from the environment; secrets also from files named by NAME_FILE."""

import os
from pathlib import Path

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


class BadValue(Exception):
    """An environment variable holds something that cannot be read."""


def text(name: str, default: str = "") -> str:
    """Return the variable, or what stands in the file that NAME_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def boolean(name: str, *, default: bool) -> bool:
    """Return a yes or no. Raises BadValue for anything else."""
    value = text(name, "yes" if default else "no").strip().lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise BadValue(f"{name} must be yes or no, not {value!r}.")


def integer(name: str, *, default: int) -> int:
    """Return a whole number. Raises BadValue for anything else."""
    value = text(name, str(default)).strip()
    try:
        return int(value)
    except ValueError:
        raise BadValue(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str, *, default: list[str]) -> list[str]:
    """Return a list that was written with commas."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default
