"""Tax rates."""

from payments.sandbox import changing, clock, lists, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

TAKES = "active:boolean country description jurisdiction metadata:metadata state tax_type"
FIELDS = ("active", "country", "description", "display_name", "jurisdiction", "state", "tax_type")


@operation("POST /v1/tax_rates", f"{TAKES} display_name! inclusive!:boolean percentage!:number")
def create(call: Call) -> Body:
    """Add a tax rate."""
    params = call.params
    body = {
        **store.head("txr_", "tax_rate", clock.now()),
        "active": params.get("active", True),
        "country": params.get("country"),
        "description": params.get("description"),
        "display_name": params["display_name"],
        "effective_percentage": None,
        "flat_amount": None,
        "inclusive": params["inclusive"],
        "jurisdiction": params.get("jurisdiction"),
        "jurisdiction_level": None,
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "percentage": params["percentage"],
        "rate_type": "percentage",
        "state": params.get("state"),
        "tax_type": params.get("tax_type"),
    }
    row = store.add(body)
    record("tax_rate.created", row.body)
    return row.body


@operation("GET /v1/tax_rates/{tax_rate}")
def retrieve(call: Call) -> Body:
    """Show a tax rate."""
    return store.find("tax_rate", call.id, param="tax_rate").body


@operation("POST /v1/tax_rates/{tax_rate}", f"{TAKES} display_name")
def update(call: Call) -> Body:
    """Change a tax rate: never its percentage."""
    row = store.lock("tax_rate", call.id, param="tax_rate")
    return changing.update(row, call.params, FIELDS, "tax_rate.updated")


@operation("GET /v1/tax_rates", f"{lists.DATED} active:boolean inclusive:boolean")
def every(call: Call) -> Body:
    """List tax rates."""
    return lists.listed("tax_rate", call, "active", "inclusive")
