"""`expand`: whole objects in the place of ids, up to four levels deep."""

import copy
from collections.abc import Callable
from typing import Any

from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject

DEEPEST = 4
# Fields that hold an id which can be made an object.
REFERENCES = {
    "balance_transaction",
    "charge",
    "coupon",
    "credit_note",
    "customer",
    "default_payment_method",
    "default_price",
    "failure_balance_transaction",
    "invoice",
    "latest_charge",
    "latest_invoice",
    "payment_intent",
    "payment_method",
    "pending_setup_intent",
    "price",
    "product",
    "promotion_code",
    "setup_intent",
    "source",
    "subscription",
    "test_clock",
}
# These look like it, and are plain texts.
PLAIN = {("charge", "payment_method"), ("refund", "customer"), ("refund", "payment_method")}
Maker = Callable[[Body], Body]
_included: dict[tuple[str, str], Maker] = {}


def included(kind: str, name: str) -> Callable[[Maker], Maker]:
    """Register a list that an object only shows when it is asked for, such as a charge's
    refunds."""

    def register(maker: Maker) -> Maker:
        _included[kind, name] = maker
        return maker

    return register


def expand(body: Body, paths: list[str]) -> Body:
    """Return a body with what was asked for in it. Raises Refusal."""
    if not paths:
        return body
    body = copy.deepcopy(body)
    for path in paths:
        parts = path.split(".")
        if len(parts) > DEEPEST + (parts[0] == "data"):
            raise Refusal(
                f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}",
                param="expand",
            )
        _walk(body, parts, path)
    return body


def _walk(node: Any, parts: list[str], path: str) -> None:
    if isinstance(node, list):
        for item in node:
            _walk(item, parts, path)
    if not isinstance(node, dict) or not parts:
        return
    name = parts[0]
    maker = _included.get((str(node.get("object")), name))
    if maker and name not in node:
        node[name] = maker(node)
    if name not in node:
        raise Refusal(f"This property cannot be expanded ({path}).", param="expand")
    if isinstance(node[name], str | int | float):
        node[name] = _whole(node, name, path)
    _walk(node[name], parts[1:], path)


def _whole(node: Body, name: str, path: str) -> Any:
    if name not in REFERENCES or (node.get("object"), name) in PLAIN:
        raise Refusal(f"This property cannot be expanded ({path}).", param="expand")
    row = SandboxObject.objects.filter(stripe_id=node[name]).first()
    return copy.deepcopy(row.body) if row else node[name]
