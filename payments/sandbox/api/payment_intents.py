"""Payment intents."""

from typing import Any

from payments.sandbox import (
    aftermath,
    catalogue,
    changing,
    confirming,
    customers,
    intents,
    lists,
    methods,
    store,
)
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.operations import Call, Reply, operation

COMMON = (
    "description metadata:metadata receipt_email setup_future_usage:off_session|on_session"
    f" statement_descriptor statement_descriptor_suffix transfer_group {customers.SHIPPING}"
    " customer customer_account payment_method payment_method_data:any payment_method_options:any"
    " payment_method_configuration excluded_payment_method_types[] amount_details:any"
    " payment_details:any hooks:any transfer_data:any application_fee_amount:integer"
)
CREATE = (
    "amount!:integer currency! allowed_payment_method_types[]"
    " automatic_payment_methods{enabled!:boolean allow_redirects:always|never}"
    " capture_method:automatic|automatic_async|manual confirm:boolean"
    " confirmation_method:automatic|manual confirmation_token error_on_requires_action:boolean"
    " mandate mandate_data:any off_session:any on_behalf_of radar_options:any return_url"
    f" use_stripe_sdk:boolean {COMMON} payment_method_types:any"
)
CONFIRM = (
    "payment_method return_url mandate mandate_data:any off_session:any receipt_email"
    " setup_future_usage error_on_requires_action:boolean use_stripe_sdk:boolean"
    f" {customers.SHIPPING} payment_method_data:any payment_method_options:any radar_options:any"
    " capture_method:automatic|automatic_async|manual confirmation_token amount_details:any"
)
ONE = "/v1/payment_intents/{intent}"
FIELDS = ("description", "receipt_email", "setup_future_usage", "transfer_group", "amount")


@operation("POST /v1/payment_intents", CREATE)
def create(call: Call) -> Body | Reply:
    """Make an intent, and confirm it at once where that is asked."""
    params: dict[str, Any] = dict(call.params)
    if "payment_method_types" in params:
        raise Refusal(
            "The payment_method_types parameter is no longer supported.",
            code="payment_method_types_no_longer_supported",
            param="payment_method_types",
        )
    params["currency"] = catalogue.currency(params["currency"])
    intents.check_amount(params["amount"], params["currency"])
    store.refer("customer", params, "customer")
    params["shipping"] = customers.shipping(params.get("shipping"))
    row = intents.make_intent(params, types=params.get("allowed_payment_method_types") or ["card"])
    if params.get("payment_method"):
        _take_method(row, params["payment_method"])
    return _confirmed(row, params) if params.get("confirm") else row.body


@operation(f"GET {ONE}", "client_secret")
def retrieve(call: Call) -> Body:
    """Show an intent."""
    return store.find("payment_intent", call.id, param="intent").body


@operation(f"POST {ONE}", f"{COMMON} amount:integer currency")
def update(call: Call) -> Body:
    """Change an intent."""
    row = store.lock("payment_intent", call.id, param="intent")
    if call.params.get("payment_method"):
        _take_method(row, call.params["payment_method"])
    return changing.update(row, call.params, FIELDS)


@operation(f"POST {ONE}/confirm", CONFIRM)
def confirm(call: Call) -> Body | Reply:
    """Confirm an intent."""
    return _confirmed(store.lock("payment_intent", call.id, param="intent"), call.params)


@operation(
    f"POST {ONE}/cancel",
    "cancellation_reason:abandoned|duplicate|fraudulent|requested_by_customer",
)
def cancel(call: Call) -> Body:
    """Cancel an intent."""
    row = store.lock("payment_intent", call.id, param="intent")
    return intents.cancel(row, reason=call.params.get("cancellation_reason")).body


@operation(
    f"POST {ONE}/capture",
    "amount_to_capture:integer metadata:metadata final_capture:boolean statement_descriptor"
    " statement_descriptor_suffix application_fee_amount:integer amount_details:any"
    " payment_details:any hooks:any transfer_data:any",
)
def capture(call: Call) -> Body:
    """Take the money that was authorised."""
    row = store.lock("payment_intent", call.id, param="intent")
    return intents.capture(row, amount=call.params.get("amount_to_capture")).body


@operation("GET /v1/payment_intents", f"{lists.DATED} customer customer_account")
def every(call: Call) -> Body:
    """List intents."""
    return lists.listed("payment_intent", call, "customer")


def _take_method(row: SandboxObject, name: str) -> None:
    row.body["payment_method"] = methods.resolve(name).stripe_id
    row.body["status"] = "requires_confirmation"
    store.keep(row)


def _confirmed(row: SandboxObject, params: dict[str, Any]) -> Body | Reply:
    name = params.get("payment_method") or row.body["payment_method"]
    if not name:
        raise Refusal(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            code="payment_intent_unexpected_state",
            payment_intent=row.body,
        )
    kept = row.body["payment_method"]
    method = methods.resolve(kept if params.get("confirm") and kept else name)
    outcome = confirming.confirm(row, method, return_url=params.get("return_url"))
    if outcome == Outcome.DECLINED:
        return confirming.declined(row)
    if outcome == Outcome.SUCCEEDED:
        aftermath.follow(store.find("charge", row.body["latest_charge"]))
    return row.body
