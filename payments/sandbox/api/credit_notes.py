"""Credit notes."""

from payments.sandbox import changing, lists, store
from payments.sandbox.billing import crediting
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation

ONE = "/v1/credit_notes/{id}"


@operation(
    "POST /v1/credit_notes",
    "invoice! amount:integer memo metadata:metadata out_of_band_amount:integer"
    " reason:duplicate|fraudulent|order_change|product_unsatisfactory credit_amount:integer"
    " lines[]{type!:custom_line_item|invoice_line_item amount:integer description"
    " invoice_line_item quantity:integer unit_amount:integer unit_amount_decimal tax_rates[]"
    " tax_amounts:any metadata:metadata} refund_amount:integer refunds:any shipping_cost:any"
    " email_type effective_at:integer",
)
def create(call: Call) -> Body:
    """Add a credit note."""
    return crediting.make_credit_note(call.params).body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a credit note."""
    return store.find("credit_note", call.id).body


@operation(f"POST {ONE}", "memo metadata:metadata")
def update(call: Call) -> Body:
    """Change a credit note's memo and metadata."""
    row = store.lock("credit_note", call.id)
    return changing.update(row, call.params, ("memo",), "credit_note.updated")


@operation(f"POST {ONE}/void")
def void(call: Call) -> Body:
    """Void a credit note."""
    return crediting.void(store.lock("credit_note", call.id)).body


@operation("GET /v1/credit_notes", f"{lists.DATED} customer customer_account invoice")
def every(call: Call) -> Body:
    """List credit notes."""
    return lists.listed("credit_note", call, "customer", "invoice")
