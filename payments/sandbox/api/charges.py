"""Charges."""

from payments.sandbox import changing, customers, lists, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation

FIELDS = ("description", "receipt_email", "transfer_group")


@operation("GET /v1/charges/{charge}")
def retrieve(call: Call) -> Body:
    """Show a charge."""
    return store.find("charge", call.id, param="charge").body


@operation(
    "POST /v1/charges/{charge}",
    f"description metadata:metadata receipt_email transfer_group customer {customers.SHIPPING}"
    " fraud_details:any",
)
def update(call: Call) -> Body:
    """Change what is written on a charge."""
    row = store.lock("charge", call.id, param="charge")
    return changing.update(row, call.params, FIELDS, "charge.updated")


@operation("GET /v1/charges", f"{lists.DATED} customer payment_intent transfer_group")
def every(call: Call) -> Body:
    """List charges."""
    return lists.listed("charge", call, "customer", "payment_intent", "transfer_group")
