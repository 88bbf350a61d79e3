"""Subscriptions."""

from payments.sandbox import lists, store
from payments.sandbox.billing import subscribing
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation

ONE = "/v1/subscriptions/{subscription}"
ITEM = (
    "items[]{price quantity:integer id deleted:boolean metadata:metadata tax_rates[] "
    "price_data:any discounts:any billing_thresholds:any plan clear_usage:boolean}"
)
TAKES = (
    f"{ITEM} cancel_at_period_end:boolean default_payment_method description metadata:metadata"
    " collection_method:charge_automatically|send_invoice days_until_due:integer trial_end"
    " payment_behavior proration_behavior off_session:boolean default_tax_rates[] cancel_at"
    " automatic_tax:any discounts:any payment_settings:any invoice_settings:any"
    " add_invoice_items:any trial_settings:any application_fee_percent:number on_behalf_of"
    " transfer_data:any"
    " billing_thresholds:any billing_schedules:any pending_invoice_item_interval:any default_source"
    " trial_from_plan:boolean"
)


@operation(
    "POST /v1/subscriptions",
    f"{TAKES} customer customer_account currency trial_period_days:integer billing_mode:any"
    " billing_cycle_anchor:integer billing_cycle_anchor_config:any backdate_start_date:integer",
)
def create(call: Call) -> Body:
    """Begin a subscription."""
    return subscribing.subscribe(call.params).body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a subscription."""
    return store.find("subscription", call.id).body


@operation(
    f"POST {ONE}",
    f"{TAKES} cancellation_details{{comment feedback feedback_option}} pause_collection:any"
    " billing_cycle_anchor:any proration_date:integer",
)
def update(call: Call) -> Body:
    """Change a subscription."""
    return subscribing.change(store.lock("subscription", call.id), call.params).body


@operation(
    f"DELETE {ONE}",
    "cancellation_details{comment feedback feedback_option} invoice_now:boolean prorate:boolean",
)
def cancel(call: Call) -> Body:
    """End a subscription now."""
    row = store.lock("subscription", call.id)
    return subscribing.cancel(row, details=call.params.get("cancellation_details")).body


@operation(
    "GET /v1/subscriptions",
    f"{lists.DATED} customer customer_account price status test_clock collection_method"
    " current_period_end:range current_period_start:range automatic_tax:any",
)
def every(call: Call) -> Body:
    """List subscriptions; ended ones only when they are asked for."""
    rows, status = store.every("subscription"), call.params.get("status")
    if status is None:
        rows = rows.exclude(body__status="canceled")
    elif status != "all":
        rows = rows.filter(body__status="canceled" if status == "ended" else status)
    for name in ("customer", "test_clock", "collection_method"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    return lists.page(rows, call, what="subscription")
