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
    """Return the tree; a list is a dictionary whose keys are numbers."""
    tree: Tree = {}
    for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS):
        _put(tree, name, value)
    return tree


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
