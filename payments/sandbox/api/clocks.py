"""Test clocks."""

from payments.sandbox import clock, lists, store
from payments.sandbox.billing import subscribing
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

CLOCK = "test_helpers.test_clock"
ONE = "/v1/test_helpers/test_clocks/{test_clock}"
KEPT = 30 * clock.DAY


@operation("POST /v1/test_helpers/test_clocks", "frozen_time!:integer name customer")
def create(call: Call) -> Body:
    """Make a clock that stands."""
    now = clock.now()
    body = {
        **store.head("clock_", CLOCK, now),
        "deletes_after": now + KEPT,
        "frozen_time": call.params["frozen_time"],
        "name": call.params.get("name"),
        "status": "ready",
        "status_details": {},
    }
    row = store.add(body)
    record("test_helpers.test_clock.created", row.body)
    return row.body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a clock."""
    return store.find(CLOCK, call.id, param="test_clock").body


@operation(f"POST {ONE}/advance", "frozen_time!:integer")
def advance(call: Call) -> Body:
    """Move a clock on: what is due until then happens."""
    row = store.lock(CLOCK, call.id, param="test_clock")
    wanted = call.params["frozen_time"]
    if wanted <= row.body["frozen_time"]:
        raise Refusal("A clock only moves forward.", param="frozen_time")
    row.body["frozen_time"] = wanted
    store.keep(row)
    subscribing.renew_due(wanted, test_clock=row.stripe_id)
    record("test_helpers.test_clock.ready", row.body)
    return row.body


@operation("GET /v1/test_helpers/test_clocks", lists.PAGE)
def every(call: Call) -> Body:
    """List clocks."""
    return lists.listed(CLOCK, call)
