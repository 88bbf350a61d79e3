"""Prices."""

from payments.sandbox import changing, lists, store
from payments.sandbox.catalogue import PRICE, PRODUCT, make_price
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation

MORE = "active:boolean lookup_key metadata:metadata nickname transfer_lookup_key:boolean"
FIELDS = ("active", "lookup_key", "nickname", "tax_behavior")


@operation(
    "POST /v1/prices",
    f"{PRICE} {MORE} billing_scheme:per_unit product_data{{id {PRODUCT} tax_details:any}}",
)
def create(call: Call) -> Body:
    """Add a price."""
    return make_price(call.params)


@operation("GET /v1/prices/{price}")
def retrieve(call: Call) -> Body:
    """Show a price."""
    return store.find("price", call.id, param="price").body


@operation("POST /v1/prices/{price}", f"{MORE} tax_behavior:exclusive|inclusive|unspecified")
def update(call: Call) -> Body:
    """Change what a price allows to be changed: never its amount."""
    row = store.lock("price", call.id, param="price")
    return changing.update(row, call.params, FIELDS, "price.updated")


@operation(
    "GET /v1/prices",
    f"{lists.DATED} active:boolean currency lookup_keys[] product type:one_time|recurring"
    " recurring{interval meter usage_type}",
)
def every(call: Call) -> Body:
    """List prices."""
    rows = store.every("price")
    if "lookup_keys" in call.params:
        rows = rows.filter(body__lookup_key__in=call.params["lookup_keys"])
    for name in ("active", "currency", "product", "type"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    for name, value in call.params.get("recurring", {}).items():
        rows = rows.filter(**{f"body__recurring__{name}": value})
    return lists.page(rows, call, what="price")
