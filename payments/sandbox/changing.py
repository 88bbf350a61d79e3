"""Updates as Stripe makes them: only what was given, with an event that says what it was."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from payments.sandbox import metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record


def update(
    row: SandboxObject, params: Mapping[str, Any], fields: Iterable[str], *events: str
) -> Body:
    """Set those of the fields that were given, and metadata; each event is written once."""
    before = deepcopy(row.body)
    row.body.update({name: params[name] for name in fields if name in params})
    if "metadata" in params:
        row.body["metadata"] = metadata.merged(row.body.get("metadata"), params["metadata"])
    store.keep(row)
    for event in events:
        record(event, row.body, before=before)
    return dict(row.body)


def delete(row: SandboxObject, event: str) -> Body:
    """Take an object away; what is left says only that."""
    row.is_deleted = True
    store.keep(row)
    record(event, row.body)
    return {"id": row.stripe_id, "object": row.kind, "deleted": True}
