"""Stripe's lists: newest first, page by page, by a cursor that is an id."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from payments.sandbox import errors, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call

PAGE = "limit:integer starting_after ending_before"
DATED = f"{PAGE} created:range"
USUAL, MOST = 10, 100


def listed(kind: str, call: Call, *fields: str) -> Body:
    """Answer a list of one kind, filtered by those of the named fields that were asked for."""
    wanted = {f"body__{name}": call.params[name] for name in fields if name in call.params}
    return page(store.every(kind).filter(**wanted), call, what=kind)


def page(rows: QuerySet[Any], call: Call, *, what: str) -> Body:
    """Answer one page of rows that have `sequence`, `stripe_id`, `created` and `body`."""
    span = call.params.get("created", {})
    rows = rows.filter(**{f"created__{name}": second for name, second in span.items()})
    limit = _limit(call)
    after, before = call.params.get("starting_after"), call.params.get("ending_before")
    if after:
        rows = rows.filter(sequence__lt=_sequence(rows, after, what, "starting_after"))
    if before:
        rows = rows.filter(sequence__gt=_sequence(rows, before, what, "ending_before"))
    found = list(rows.order_by("sequence" if before else "-sequence")[: limit + 1])
    chosen = [row.body for row in found[:limit]]
    return envelope(chosen[::-1] if before else chosen, call.path, has_more=len(found) > limit)


def paged(bodies: Sequence[Body], call: Call) -> Body:
    """Answer one page of bodies that are no rows, such as a session's lines, in their order."""
    limit, after = _limit(call), call.params.get("starting_after")
    start = next((n + 1 for n, body in enumerate(bodies) if body["id"] == after), 0)
    rest = bodies[start:]
    return envelope(list(rest[:limit]), call.path, has_more=len(rest) > limit)


def envelope(bodies: list[Body], url: str, *, has_more: bool = False) -> Body:
    """Return a list object."""
    return {"object": "list", "data": bodies, "has_more": has_more, "url": url}


def _limit(call: Call) -> int:
    limit = int(call.params.get("limit", USUAL))
    if not 1 <= limit <= MOST:
        raise Refusal(
            f"Invalid limit: must be between 1 and {MOST}",
            code="parameter_invalid_integer",
            param="limit",
        )
    return limit


def _sequence(rows: QuerySet[Any], stripe_id: str, what: str, param: str) -> int:
    found = rows.model._default_manager.filter(stripe_id=stripe_id).first()
    if found is None:
        raise errors.no_such(what, stripe_id, param=param, status=400)
    return int(found.sequence)
