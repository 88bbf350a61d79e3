"""Balance transactions."""

from payments.sandbox import lists, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation


@operation("GET /v1/balance_transactions/{id}")
def retrieve(call: Call) -> Body:
    """Show a movement of the balance."""
    return store.find("balance_transaction", call.id).body


@operation("GET /v1/balance_transactions", f"{lists.DATED} currency payout source type")
def every(call: Call) -> Body:
    """List movements of the balance."""
    return lists.listed("balance_transaction", call, "currency", "source", "type")
