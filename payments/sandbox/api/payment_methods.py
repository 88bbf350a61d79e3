"""Payment methods."""

from payments.sandbox import changing, lists, methods, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.methods import BILLING
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

ONE = "/v1/payment_methods/{payment_method}"


@operation(
    "POST /v1/payment_methods",
    f"type!:card|au_becs_debit|bacs_debit|sepa_debit {BILLING} metadata:metadata"
    " card{token number exp_month:integer exp_year:integer cvc networks:any}"
    " au_becs_debit{account_number! bsb_number!} bacs_debit{account_number sort_code}"
    " sepa_debit{iban!} customer allow_redisplay:always|limited|unspecified radar_options:any",
)
def create(call: Call) -> Body:
    """Add a payment method."""
    return methods.make_method(call.params).body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a payment method."""
    return store.find("payment_method", call.id, param="payment_method").body


@operation(f"POST {ONE}", f"{BILLING} metadata:metadata allow_redisplay card:any")
def update(call: Call) -> Body:
    """Change a payment method's metadata."""
    row = store.lock("payment_method", call.id, param="payment_method")
    return changing.update(row, call.params, ("allow_redisplay",), "payment_method.updated")


@operation(f"POST {ONE}/attach", "customer! customer_account")
def attach(call: Call) -> Body:
    """Give a payment method to a customer."""
    customer = store.find("customer", call.params["customer"], param="customer", status=400)
    return methods.attach(methods.resolve(call.id), customer.stripe_id).body


@operation(f"POST {ONE}/detach")
def detach(call: Call) -> Body:
    """Take a payment method from its customer."""
    row = store.lock("payment_method", call.id, param="payment_method")
    if not row.body["customer"]:
        raise Refusal("The payment method you provided is not attached to a customer.")
    row.body["customer"] = None
    store.keep(row)
    record("payment_method.detached", row.body)
    return row.body


@operation(
    "GET /v1/payment_methods", f"{lists.PAGE} customer customer_account type allow_redisplay"
)
def every(call: Call) -> Body:
    """List payment methods."""
    return lists.listed("payment_method", call, "customer", "type")
