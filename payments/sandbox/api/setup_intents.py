"""Setup intents: keeping a card without charging it."""

from payments.sandbox import changing, clock, ids, lists, metadata, methods, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

ONE = "/v1/setup_intents/{intent}"
TAKES = (
    "attach_to_self:boolean customer customer_account description metadata:metadata payment_method"
    " excluded_payment_method_types[] flow_directions[] payment_method_configuration"
    " payment_method_data:any payment_method_options:any"
)


@operation(
    "POST /v1/setup_intents",
    f"{TAKES} automatic_payment_methods:any confirm:boolean confirmation_token mandate_data:any"
    " on_behalf_of return_url single_use:any usage:off_session|on_session use_stripe_sdk:boolean"
    " allowed_payment_method_types[] payment_method_types:any",
)
def create(call: Call) -> Body:
    """Make a setup intent, and confirm it where that is asked."""
    params = call.params
    if "payment_method_types" in params:
        raise Refusal(
            "The payment_method_types parameter is no longer supported.",
            code="payment_method_types_no_longer_supported",
            param="payment_method_types",
        )
    customer = store.refer("customer", params, "customer")
    method = methods.resolve(params["payment_method"]) if params.get("payment_method") else None
    is_done = bool(params.get("confirm") and method)
    if is_done and method and customer:
        methods.attach(method, customer.stripe_id)
    head = store.head("seti_", "setup_intent", clock.now())
    body = {
        **head,
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "application": None,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "cancellation_reason": None,
        "client_secret": f"{head['id']}_secret_{ids.new('')}",
        "customer": customer.stripe_id if customer else None,
        "customer_account": None,
        "description": params.get("description"),
        "excluded_payment_method_types": params.get("excluded_payment_method_types"),
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "managed_payments": None,
        "mandate": None,
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": method.stripe_id if method else None,
        "payment_method_configuration_details": None,
        "payment_method_options": {
            "card": {"network": None, "request_three_d_secure": "automatic"}
        },
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "succeeded" if is_done else "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }
    row = store.add(body)
    record("setup_intent.created", row.body)
    if is_done:
        record("setup_intent.succeeded", row.body)
    return row.body


@operation(f"GET {ONE}", "client_secret")
def retrieve(call: Call) -> Body:
    """Show a setup intent."""
    return store.find("setup_intent", call.id, param="intent").body


@operation(f"POST {ONE}", TAKES)
def update(call: Call) -> Body:
    """Change a setup intent."""
    row = store.lock("setup_intent", call.id, param="intent")
    return changing.update(row, call.params, ("description",))


@operation(
    "GET /v1/setup_intents",
    f"{lists.DATED} attach_to_self:boolean customer customer_account payment_method",
)
def every(call: Call) -> Body:
    """List setup intents."""
    return lists.listed("setup_intent", call, "customer", "payment_method")
