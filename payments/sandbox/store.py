"""Keeping Stripe's objects: add, find, lock and keep."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from payments.sandbox import errors, ids
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject


def add(body: Body, **notes: Any) -> SandboxObject:
    """Keep a new object. Raises Refusal where its id is taken."""
    try:
        with transaction.atomic():
            return SandboxObject.objects.create(
                stripe_id=body["id"],
                kind=body["object"],
                created=body["created"],
                body=body,
                notes=notes,
            )
    except IntegrityError:
        raise Refusal(
            f"{body['object'].capitalize()} already exists.",
            code="resource_already_exists",
            param="id",
        ) from None


def every(kind: str) -> QuerySet[SandboxObject]:
    """Return the living objects of a kind."""
    return SandboxObject.objects.filter(kind=kind, is_deleted=False)


def find(kind: str, stripe_id: str, *, param: str = "id", status: int = 404) -> SandboxObject:
    """Return an object. Raises Refusal where there is none."""
    row = every(kind).filter(stripe_id=stripe_id).first()
    if row is None:
        raise errors.no_such(kind, stripe_id, param=param, status=status)
    return row


def lock(kind: str, stripe_id: str, *, param: str = "id", status: int = 404) -> SandboxObject:
    """Return an object that nobody else changes until this transaction ends.

    The update comes before the look: it is what waits, on SQLite as on PostgreSQL."""
    every(kind).filter(stripe_id=stripe_id).update(changes=F("changes") + 1)
    return find(kind, stripe_id, param=param, status=status)


def keep(row: SandboxObject) -> SandboxObject:
    """Write a locked object's new state."""
    row.save(update_fields=["body", "notes", "is_deleted"])
    return row


def refer(kind: str, params: Mapping[str, Any], name: str) -> SandboxObject | None:
    """Return the object that a parameter names, None where it is absent. Raises Refusal."""
    wanted = params.get(name)
    return find(kind, wanted, param=name, status=400) if wanted else None


def head(prefix: str, kind: str, created: int) -> Body:
    """Return how nearly every object begins."""
    return {
        "id": ids.new(prefix),
        "object": kind,
        "created": created,
        "livemode": False,
    }
