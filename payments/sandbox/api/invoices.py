"""Invoices."""

from payments.sandbox import changing, confirming, lists, store
from payments.sandbox.billing import invoicing
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.operations import Call, Reply, operation

ONE = "/v1/invoices/{invoice}"
TAKES = (
    "auto_advance:boolean collection_method:charge_automatically|send_invoice"
    " days_until_due:integer default_payment_method description footer metadata:metadata number"
    " due_date:integer"
    " automatic_tax:any custom_fields:any discounts:any issuer:any payment_settings:any"
    " rendering:any shipping_cost:any shipping_details:any statement_descriptor"
    " default_tax_rates[] effective_at:integer account_tax_ids:any on_behalf_of transfer_data:any"
    " automatically_finalizes_at:integer application_fee_amount:integer default_source"
)
FIELDS = ("auto_advance", "description", "footer", "default_payment_method", "due_date")


@operation(
    "POST /v1/invoices",
    f"{TAKES} customer customer_account currency subscription from_invoice:any"
    " pending_invoice_items_behavior:exclude|include",
)
def create(call: Call) -> Body:
    """Draft an invoice."""
    return invoicing.make_invoice(call.params).body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show an invoice."""
    return store.find("invoice", call.id, param="invoice").body


@operation(f"POST {ONE}", TAKES)
def update(call: Call) -> Body:
    """Change an invoice."""
    return changing.update(_locked(call), call.params, FIELDS, "invoice.updated")


@operation(f"DELETE {ONE}")
def delete(call: Call) -> Body:
    """Throw a draft away."""
    row = _locked(call)
    if row.body["status"] != "draft":
        raise Refusal("You can only delete draft invoices.", code="invoice_not_editable")
    return changing.delete(row, "invoice.deleted")


@operation(f"POST {ONE}/finalize", "auto_advance:boolean")
def finalize(call: Call) -> Body:
    """Give a draft its number."""
    return invoicing.finalize(_locked(call)).body


@operation(
    f"POST {ONE}/pay",
    "payment_method source forgive:boolean mandate off_session:boolean paid_out_of_band:boolean",
)
def pay(call: Call) -> Body | Reply:
    """Take an invoice's money."""
    row = _locked(call)
    outcome = invoicing.pay(
        row,
        method=call.params.get("payment_method"),
        is_out_of_band=call.params.get("paid_out_of_band", False),
    )
    if outcome == Outcome.DECLINED:
        return confirming.declined(store.find("payment_intent", row.notes["payment_intent"]))
    return row.body


@operation(f"POST {ONE}/send")
def send(call: Call) -> Body:
    """Send an invoice."""
    return invoicing.send(_locked(call)).body


@operation(f"POST {ONE}/void")
def void(call: Call) -> Body:
    """Void an invoice."""
    return invoicing.void(_locked(call)).body


@operation(f"POST {ONE}/mark_uncollectible")
def mark_uncollectible(call: Call) -> Body:
    """Give an invoice up."""
    return invoicing.give_up(_locked(call)).body


@operation(
    "GET /v1/invoices",
    f"{lists.DATED} customer customer_account status subscription collection_method due_date:range",
)
def every(call: Call) -> Body:
    """List invoices."""
    rows = store.every("invoice")
    if "subscription" in call.params:
        rows = rows.filter(notes__subscription=call.params["subscription"])
    for name in ("customer", "status", "collection_method"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    return lists.page(rows, call, what="invoice")


@operation(f"GET {ONE}/lines", lists.PAGE)
def lines(call: Call) -> Body:
    """List an invoice's lines."""
    row = store.find("invoice", call.id, param="invoice")
    return lists.paged(row.body["lines"]["data"], call)


def _locked(call: Call) -> SandboxObject:
    return store.lock("invoice", call.id, param="invoice")
