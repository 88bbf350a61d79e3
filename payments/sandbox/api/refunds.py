"""Refunds."""

from payments.sandbox import changing, errors, lists, refunds, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.expanding import included
from payments.sandbox.models import SandboxObject
from payments.sandbox.operations import Call, operation


@operation(
    "POST /v1/refunds",
    "amount:integer charge payment_intent currency customer instructions_email metadata:metadata"
    " origin:customer_balance reason:duplicate|fraudulent|requested_by_customer"
    " refund_application_fee:boolean reverse_transfer:boolean",
)
def create(call: Call) -> Body:
    """Refund a charge."""
    charge = _charge(call)
    return refunds.make_refund(charge, amount=call.params.get("amount"), params=call.params).body


@operation("GET /v1/refunds/{refund}")
def retrieve(call: Call) -> Body:
    """Show a refund."""
    return store.find("refund", call.id, param="refund").body


@operation("POST /v1/refunds/{refund}", "metadata:metadata")
def update(call: Call) -> Body:
    """Change a refund's metadata."""
    row = store.lock("refund", call.id, param="refund")
    return changing.update(row, call.params, (), "refund.updated", "charge.refund.updated")


@operation("POST /v1/refunds/{refund}/cancel")
def cancel(call: Call) -> Body:
    """Call a waiting refund off."""
    return refunds.cancel_refund(call.id)


@operation("GET /v1/refunds", f"{lists.DATED} charge payment_intent")
def every(call: Call) -> Body:
    """List refunds."""
    return lists.listed("refund", call, "charge", "payment_intent")


@included("charge", "refunds")
def refunds_inside(body: Body) -> Body:
    """Show a charge's refunds inside it."""
    rows = store.every("refund").filter(body__charge=body["id"]).order_by("-sequence")
    found = [row.body for row in rows[:11]]
    url = f"/v1/charges/{body['id']}/refunds"
    return lists.envelope(found[:10], url, has_more=len(found) > 10)


def _charge(call: Call) -> SandboxObject:
    """Return the locked charge that the request means."""
    wanted, intent_id = call.params.get("charge"), call.params.get("payment_intent")
    if not wanted and not intent_id:
        raise errors.missing("payment_intent")
    if intent_id:
        intent = store.lock("payment_intent", intent_id, param="payment_intent", status=400)
        found = intent.body["latest_charge"]
        if wanted and wanted != found:
            raise Refusal("The charge does not belong to the payment intent.", param="charge")
        if intent.body["status"] != "succeeded":
            raise Refusal(
                f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
                param="payment_intent",
            )
        wanted = found
    return store.lock("charge", str(wanted), param="charge", status=400)
