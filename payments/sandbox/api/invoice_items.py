"""Invoice items: what waits for a customer's next invoice."""

from payments.sandbox.billing.invoice_lines import make_item
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation


@operation(
    "POST /v1/invoiceitems",
    "customer! amount:integer currency! description invoice quantity:integer unit_amount:integer"
    " unit_amount_decimal discountable:boolean metadata:metadata period:any price_data:any"
    " pricing:any tax_rates[] subscription tax_behavior tax_code discounts:any",
)
def create(call: Call) -> Body:
    """Add an invoice item."""
    return make_item(call.params).body
