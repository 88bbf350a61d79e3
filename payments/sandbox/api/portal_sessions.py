"""Sessions of the billing portal, where customers look after their subscriptions."""

from payments.sandbox import clock, errors, ids, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation


@operation(
    "POST /v1/billing_portal/sessions",
    "customer customer_account configuration locale return_url on_behalf_of flow_data:any"
    " after_expiration:any",
)
def create(call: Call) -> Body:
    """Open the page where customers look after their subscriptions."""
    customer = store.refer("customer", call.params, "customer")
    if customer is None:
        raise errors.missing("customer")
    secret = ids.new("test_")
    body = {
        **store.head("bps_", "billing_portal.session", clock.now()),
        "configuration": call.params.get("configuration") or "bpc_sandbox",
        "customer": customer.stripe_id,
        "customer_account": None,
        "flow": None,
        "locale": call.params.get("locale"),
        "on_behalf_of": None,
        "return_url": call.params.get("return_url"),
        "url": f"https://billing.stripe.com/p/session/{secret}",
    }
    return store.add(body).body
