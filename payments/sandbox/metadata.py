"""Metadata: texts by keys, within Stripe's limits."""

from typing import Any

from payments.sandbox.errors import Refusal

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def read(value: Any, path: str) -> dict[str, str]:
    """Return the texts of a form body; an empty text stands for taking all away. Raises Refusal."""
    if value == "":
        return {"": ""}
    if not isinstance(value, dict):
        raise Refusal("Invalid hash", param=path)
    if len(value) > MOST_KEYS:
        raise Refusal(f"You can have at most {MOST_KEYS} metadata keys.", param=path)
    for key, text in value.items():
        _check_entry(key, text, path)
    return dict(value)


def _check_entry(key: str, text: Any, path: str) -> None:
    if not isinstance(text, str):
        raise Refusal("Invalid string", param=f"{path}[{key}]")
    if len(key) > LONGEST_KEY:
        raise Refusal(f"Metadata keys can have up to {LONGEST_KEY} characters: {key}", param=path)
    if len(text) > LONGEST_VALUE:
        raise Refusal(
            f"Metadata values can have up to {LONGEST_VALUE} characters, but you passed in a value "
            f"that is {len(text)} characters.",
            param=f"{path}[{key}]",
        )


def merged(kept: dict[str, str] | None, given: dict[str, str]) -> dict[str, str]:
    """Return metadata after an update: an empty value takes its key away, an empty text all."""
    if given == {"": ""}:
        return {}
    return {key: text for key, text in ({**(kept or {}), **given}).items() if text}
