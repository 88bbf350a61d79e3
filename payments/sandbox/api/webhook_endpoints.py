"""Webhook endpoints: kept as Stripe keeps them; deliveries go to the site's own."""

from payments.sandbox import changing, clock, ids, lists, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import API_VERSION

ONE = "/v1/webhook_endpoints/{webhook_endpoint}"


@operation(
    "POST /v1/webhook_endpoints",
    "url! enabled_events[]! api_version connect:boolean description metadata:metadata",
)
def create(call: Call) -> Body:
    """Add an endpoint; only this answer shows its secret."""
    params = call.params
    body = {
        **store.head("we_", "webhook_endpoint", clock.now()),
        "api_version": params.get("api_version", API_VERSION),
        "application": None,
        "description": params.get("description"),
        "enabled_events": params["enabled_events"],
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "status": "enabled",
        "url": params["url"],
    }
    return store.add(body).body | {"secret": ids.new("whsec_")}


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show an endpoint."""
    return store.find("webhook_endpoint", call.id, param="webhook_endpoint").body


@operation(f"POST {ONE}", "url enabled_events[] disabled:boolean description metadata:metadata")
def update(call: Call) -> Body:
    """Change an endpoint."""
    row = store.lock("webhook_endpoint", call.id, param="webhook_endpoint")
    if "disabled" in call.params:
        row.body["status"] = "disabled" if call.params["disabled"] else "enabled"
    return changing.update(row, call.params, ("url", "enabled_events", "description"))


@operation(f"DELETE {ONE}")
def delete(call: Call) -> Body:
    """Take an endpoint away."""
    row = store.lock("webhook_endpoint", call.id, param="webhook_endpoint")
    row.is_deleted = True
    store.keep(row)
    return {"id": row.stripe_id, "object": row.kind, "deleted": True}


@operation("GET /v1/webhook_endpoints", lists.PAGE)
def every(call: Call) -> Body:
    """List endpoints."""
    return lists.listed("webhook_endpoint", call)
