"""Reading an answer from the fields of a form. What it says is taken as it is; clean_answer
(marking/__init__.py) keeps what can be an answer.

Fields, each after the prefix of a case's part (p1-, p2-, …):
    answer            the letters of choices, a number, a text
    answer-LETTER     the right side matched to a left side
    order             the letters of items, one field each, from top to bottom
    move              the button that was pressed: up-LETTER or down-LETTER, once in a form
"""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

Content = Mapping[str, Any]
UP, DOWN = "up-", "down-"


def read_answer(question: Content, data: QueryDict, *, prefix: str = "") -> Any:
    """Return the raw answer to a question."""
    kind, name = question["kind"], f"{prefix}answer"
    if kind == "vignette":
        return {
            part["key"]: read_answer(part, data, prefix=f"p{number}-")
            for number, part in enumerate(question["questions"], start=1)
        }
    if kind == "matching":
        lefts = (left["key"] for left in question["lefts"])
        return {left: data.get(f"{name}-{left}", "") for left in lefts}
    if kind == "ordering":
        move = data.get("move", "")
        own = move.removeprefix(prefix) if move.startswith(prefix) else ""
        return moved(data.getlist(f"{prefix}order"), own)
    if kind in {"numeric", "text"}:
        return data.get(name, "")
    return data.getlist(name)


def moved(order: list[str], move: str) -> list[str]:
    """Return an order with one item moved by one place; as it is where that cannot be."""
    letter = move.removeprefix(UP).removeprefix(DOWN)
    if letter not in order or not move.startswith((UP, DOWN)):
        return order
    place = order.index(letter)
    target = place - 1 if move.startswith(UP) else place + 1
    if not 0 <= target < len(order):
        return order
    rest = [key for key in order if key != letter]
    return [*rest[:target], letter, *rest[target:]]
