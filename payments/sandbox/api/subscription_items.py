"""Items of subscriptions."""

from payments.sandbox import lists, store
from payments.sandbox.billing import subscribing
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation


@operation("GET /v1/subscription_items/{item}")
def retrieve(call: Call) -> Body:
    """Show an item of a subscription."""
    return store.find("subscription_item", call.id, param="item").body


@operation(
    "POST /v1/subscription_items/{item}",
    "quantity:integer price metadata:metadata proration_behavior payment_behavior tax_rates[]"
    " proration_date:integer off_session:boolean discounts:any price_data:any"
    " billing_thresholds:any",
)
def update(call: Call) -> Body:
    """Change how many an item is of."""
    item = store.find("subscription_item", call.id, param="item").body
    row = store.lock("subscription", item["subscription"])
    subscribing.change(row, {"items": [{"id": call.id, **call.params}]})
    return store.find("subscription_item", call.id).body


@operation("GET /v1/subscription_items", f"{lists.PAGE} subscription!")
def every(call: Call) -> Body:
    """List a subscription's items."""
    return lists.listed("subscription_item", call, "subscription")
