"""Early fraud warnings."""

from payments.sandbox import lists, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation

WARNING = "radar.early_fraud_warning"


@operation("GET /v1/radar/early_fraud_warnings/{early_fraud_warning}")
def retrieve(call: Call) -> Body:
    """Show an early fraud warning."""
    return store.find(WARNING, call.id, param="early_fraud_warning").body


@operation("GET /v1/radar/early_fraud_warnings", f"{lists.DATED} charge payment_intent")
def every(call: Call) -> Body:
    """List early fraud warnings."""
    return lists.listed(WARNING, call, "charge", "payment_intent")
