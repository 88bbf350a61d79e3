"""Products."""

from payments.sandbox import changing, clock, lists, store
from payments.sandbox.catalogue import PRODUCT, make_product
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call, operation

MORE = (
    " images[] url shippable:boolean marketing_features[]{name!} tax_details:any"
    " package_dimensions{height!:number length!:number weight!:number width!:number}"
)
FIELDS = (
    "active",
    "default_price",
    "description",
    "images",
    "marketing_features",
    "name",
    "package_dimensions",
    "shippable",
    "statement_descriptor",
    "tax_code",
    "unit_label",
    "url",
)


@operation("POST /v1/products", f"id {PRODUCT} {MORE} default_price_data:any")
def create(call: Call) -> Body:
    """Add a product."""
    return make_product(call.params).body


@operation("GET /v1/products/{id}")
def retrieve(call: Call) -> Body:
    """Show a product."""
    return store.find("product", call.id).body


@operation("POST /v1/products/{id}", f"{PRODUCT} {MORE} default_price".replace("name!", "name", 1))
def update(call: Call) -> Body:
    """Change a product."""
    row = store.lock("product", call.id)
    row.body["updated"] = clock.now()
    return changing.update(row, call.params, FIELDS, "product.updated")


@operation("DELETE /v1/products/{id}")
def delete(call: Call) -> Body:
    """Take a product away that has no price."""
    row = store.lock("product", call.id)
    if store.every("price").filter(body__product=call.id).exists():
        raise Refusal(
            "This product cannot be deleted because it has one or more user-created prices."
        )
    return changing.delete(row, "product.deleted")


@operation("GET /v1/products", f"{lists.DATED} active:boolean ids[] shippable:boolean url")
def every(call: Call) -> Body:
    """List products."""
    rows = store.every("product")
    if "ids" in call.params:
        rows = rows.filter(stripe_id__in=call.params["ids"])
    wanted = {name: call.params[name] for name in ("active", "url") if name in call.params}
    rows = rows.filter(**{f"body__{name}": value for name, value in wanted.items()})
    return lists.page(rows, call, what="product")
