"""A line of plain words: what is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading, a choice: what it is, and its words."""

    label: str
    text: str
