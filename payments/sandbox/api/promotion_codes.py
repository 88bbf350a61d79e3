"""Promotion codes: what buyers type for a coupon."""

from payments.sandbox import changing, clock, errors, ids, lists, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

ONE = "/v1/promotion_codes/{promotion_code}"


@operation(
    "POST /v1/promotion_codes",
    "promotion!{type!:coupon coupon} code active:boolean customer customer_account"
    " expires_at:integer max_redemptions:integer metadata:metadata"
    " restrictions{first_time_transaction:boolean minimum_amount:integer"
    " minimum_amount_currency currency_options:any}",
)
def create(call: Call) -> Body:
    """Add a promotion code."""
    params, given = call.params, call.params.get("restrictions", {})
    wanted = params["promotion"].get("coupon")
    if not wanted:
        raise errors.missing("promotion[coupon]")
    coupon = store.find("coupon", wanted, param="promotion[coupon]", status=400)
    body = {
        **store.head("promo_", "promotion_code", clock.now()),
        "active": params.get("active", True),
        "code": params.get("code") or ids.new("").upper(),
        "customer": params.get("customer"),
        "customer_account": None,
        "expires_at": params.get("expires_at"),
        "max_redemptions": params.get("max_redemptions"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "promotion": {"coupon": coupon.stripe_id, "type": "coupon"},
        "restrictions": {
            "first_time_transaction": given.get("first_time_transaction", False),
            "minimum_amount": given.get("minimum_amount"),
            "minimum_amount_currency": given.get("minimum_amount_currency"),
        },
        "times_redeemed": 0,
    }
    row = store.add(body)
    record("promotion_code.created", row.body)
    return row.body


@operation(f"GET {ONE}")
def retrieve(call: Call) -> Body:
    """Show a promotion code."""
    return store.find("promotion_code", call.id, param="promotion_code").body


@operation(f"POST {ONE}", "active:boolean metadata:metadata restrictions:any")
def update(call: Call) -> Body:
    """Switch a promotion code on or off."""
    row = store.lock("promotion_code", call.id, param="promotion_code")
    return changing.update(row, call.params, ("active",), "promotion_code.updated")


@operation(
    "GET /v1/promotion_codes",
    f"{lists.DATED} active:boolean code coupon customer customer_account",
)
def every(call: Call) -> Body:
    """List promotion codes."""
    rows = store.every("promotion_code")
    if "coupon" in call.params:
        rows = rows.filter(body__promotion__coupon=call.params["coupon"])
    for name in ("active", "code", "customer"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    return lists.page(rows, call, what="promotion_code")
