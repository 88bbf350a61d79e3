"""Stripe's form bodies: `a[b][0]=c` as nested dictionaries."""

import re
from typing import Any
from urllib.parse import parse_qsl

from payments.sandbox.errors import Refusal

PART = re.compile(r"[^\[\]]+|(?<=\[)(?=\])")
MOST_PARAMETERS = 2_000
DEEPEST = 8
Tree = dict[str, Any]


def decode(text: str) -> Tree:
    """Return the tree; a list is a dictionary whose keys are numbers. Raises Refusal."""
    tree: Tree = {}
    for name, value in _pairs(text):
        _put(tree, name, value)
    return tree


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return names and values. Raises Refusal for too many, and for what no database keeps."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise Refusal("Invalid request: too many parameters.") from None
    if any("\x00" in part for pair in pairs for part in pair):
        raise Refusal("Invalid request: null characters are not allowed.")
    return pairs


def _put(tree: Tree, name: str, value: str) -> None:
    parts = PART.findall(name) or [name]
    if len(parts) > DEEPEST:
        raise Refusal(f"Invalid request: {name} is nested too deeply.", param=parts[0])
    here = tree
    for part in parts[:-1]:
        here = here.setdefault(part or str(len(here)), {})
        if not isinstance(here, dict):
            raise Refusal(f"Invalid hash: {name}", param=parts[0])
    here[parts[-1] or str(len(here))] = value
