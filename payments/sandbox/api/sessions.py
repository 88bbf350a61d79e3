"""Checkout sessions."""

from django.db import transaction

from payments.sandbox import changing, lists, sessions, store
from payments.sandbox.errors import Body
from payments.sandbox.expanding import included
from payments.sandbox.operations import Call, operation
from payments.sandbox.session_bodies import KIND
from payments.sandbox.session_parameters import CREATE, EVERY, UPDATE

ONE = "/v1/checkout/sessions/{session}"


@operation("POST /v1/checkout/sessions", CREATE)
def create(call: Call) -> Body:
    """Open a session."""
    return sessions.make_session(call.params).body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a session."""
    with transaction.atomic():
        return sessions.locked(call.id).body


@operation(f"POST {ONE}", UPDATE)
def update(call: Call) -> Body:
    """Change a session's metadata."""
    return changing.update(sessions.locked(call.id), call.params, ())


@operation(f"POST {ONE}/expire")
def expire(call: Call) -> Body:
    """Close a session."""
    return sessions.expire(sessions.locked(call.id)).body


@operation(f"GET {ONE}/line_items", lists.PAGE)
def line_items(call: Call) -> Body:
    """List a session's lines."""
    return lists.paged(sessions.lines_of(store.find(KIND, call.id, param="session")), call)


@operation("GET /v1/checkout/sessions", f"{lists.DATED} {EVERY}")
def every(call: Call) -> Body:
    """List sessions."""
    with transaction.atomic():
        sessions.expire_due()
    rows = store.every(KIND)
    for name in ("customer", "payment_intent", "payment_link", "status", "subscription"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    if "customer_details" in call.params:
        rows = rows.filter(body__customer_details__email=call.params["customer_details"]["email"])
    return lists.page(rows, call, what=KIND)


@included(KIND, "line_items")
def lines_inside(body: Body) -> Body:
    """Show a session's lines inside it."""
    lines = sessions.lines_of(store.find(KIND, body["id"]))
    url = f"/v1/checkout/sessions/{body['id']}/line_items"
    return lists.envelope(lines[:10], url, has_more=len(lines) > 10)
