"""Customers."""

from typing import Any

from payments.sandbox import changing, customers, lists, methods, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.operations import Call, operation

TAKES = (
    f"{customers.ADDRESS} {customers.SHIPPING} balance:integer description email name phone "
    "preferred_locales[] tax_exempt:exempt|none|reverse metadata:metadata invoice_prefix "
    "invoice_settings{custom_fields:any default_payment_method footer rendering_options:any} "
    "next_invoice_sequence:integer tax:any individual_name business_name"
)
FIELDS = ("balance", "description", "email", "name", "phone", "preferred_locales", "tax_exempt")


@operation("POST /v1/customers", f"{TAKES} payment_method test_clock tax_id_data:any source")
def create(call: Call) -> Body:
    """Add a customer."""
    row = customers.make_customer(call.params)
    if call.params.get("payment_method"):
        _attach(row, call.params)
    return row.body


@operation("GET /v1/customers/{customer}")
def retrieve(call: Call) -> Body:
    """Show a customer, or that there was one."""
    row = SandboxObject.objects.filter(kind="customer", stripe_id=call.id, is_deleted=True).first()
    if row:
        return {"id": row.stripe_id, "object": "customer", "deleted": True}
    return store.find("customer", call.id, param="customer").body


@operation("POST /v1/customers/{customer}", f"{TAKES} default_source source")
def update(call: Call) -> Body:
    """Change a customer."""
    row = store.lock("customer", call.id, param="customer")
    given: dict[str, Any] = dict(call.params)
    if given.get("address"):
        given["address"] = customers.address(given["address"])
    if "shipping" in given:
        given["shipping"] = customers.shipping(given["shipping"])
    if given.get("invoice_settings"):
        given["invoice_settings"] = row.body["invoice_settings"] | given["invoice_settings"]
    fields = (*FIELDS, "address", "shipping", "invoice_settings")
    return changing.update(row, given, fields, "customer.updated")


@operation("DELETE /v1/customers/{customer}")
def delete(call: Call) -> Body:
    """Take a customer away."""
    row = store.lock("customer", call.id, param="customer")
    return changing.delete(row, "customer.deleted")


@operation("GET /v1/customers", f"{lists.DATED} email test_clock")
def every(call: Call) -> Body:
    """List customers."""
    return lists.listed("customer", call, "email", "test_clock")


def _attach(row: SandboxObject, params: dict[str, Any]) -> None:
    """Give a new customer a payment method, and make it the default where that was asked."""
    wanted = params["payment_method"]
    method = methods.attach(methods.resolve(wanted), row.stripe_id)
    settings = row.body["invoice_settings"]
    if settings["default_payment_method"] == wanted:
        settings["default_payment_method"] = method.stripe_id
        store.keep(row)
