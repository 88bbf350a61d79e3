"""Coupons, and the promotion codes that stand for them."""

from typing import Any

from payments.sandbox import changing, clock, errors, ids, kinds, lists, store
from payments.sandbox.catalogue import currency
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.expanding import included
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

COUPON = "/v1/coupons/{coupon}"
CODE = "/v1/promotion_codes/{promotion_code}"


@operation(
    "POST /v1/coupons",
    "id amount_off:integer percent_off:number currency duration:forever|once|repeating name"
    " duration_in_months:integer max_redemptions:integer redeem_by:integer metadata:metadata"
    " applies_to{products[]} currency_options:any",
)
def create(call: Call) -> Body:
    """Add a coupon."""
    params = call.params
    _check(params)
    body = {
        **store.head("", "coupon", clock.now()),
        "amount_off": params.get("amount_off"),
        "currency": currency(params["currency"]) if params.get("amount_off") else None,
        "duration": params.get("duration", "once"),
        "duration_in_months": params.get("duration_in_months"),
        "max_redemptions": params.get("max_redemptions"),
        "metadata": kinds.merged(None, params.get("metadata", {})),
        "name": params.get("name"),
        "percent_off": params.get("percent_off"),
        "redeem_by": params.get("redeem_by"),
        "times_redeemed": 0,
        "valid": True,
    }
    body["id"] = params.get("id") or body["id"]
    row = store.add(body, applies_to=params.get("applies_to"))
    record("coupon.created", row.body)
    return row.body


@operation(f"GET {COUPON}")
def retrieve(call: Call) -> Body:
    """Show a coupon."""
    return store.find("coupon", call.id, param="coupon").body


@operation(f"POST {COUPON}", "name metadata:metadata currency_options:any")
def update(call: Call) -> Body:
    """Change a coupon's name and metadata."""
    row = store.lock("coupon", call.id, param="coupon")
    return changing.update(row, call.params, ("name",), "coupon.updated")


@operation(f"DELETE {COUPON}")
def delete(call: Call) -> Body:
    """Take a coupon away."""
    return changing.delete(store.lock("coupon", call.id, param="coupon"), "coupon.deleted")


@operation("GET /v1/coupons", lists.DATED)
def every(call: Call) -> Body:
    """List coupons."""
    return lists.listed("coupon", call)


@included("coupon", "applies_to")
def products_inside(body: Body) -> Body:
    """Show which products a coupon is for."""
    return store.find("coupon", body["id"]).notes["applies_to"] or {"products": []}


@operation(
    "POST /v1/promotion_codes",
    "promotion!{type!:coupon coupon} code active:boolean customer customer_account"
    " expires_at:integer max_redemptions:integer metadata:metadata"
    " restrictions{first_time_transaction:boolean minimum_amount:integer"
    " minimum_amount_currency currency_options:any}",
)
def create_code(call: Call) -> Body:
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
        "metadata": kinds.merged(None, params.get("metadata", {})),
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


@operation(f"GET {CODE}")
def retrieve_code(call: Call) -> Body:
    """Show a promotion code."""
    return store.find("promotion_code", call.id, param="promotion_code").body


@operation(f"POST {CODE}", "active:boolean metadata:metadata restrictions:any")
def update_code(call: Call) -> Body:
    """Switch a promotion code on or off."""
    row = store.lock("promotion_code", call.id, param="promotion_code")
    return changing.update(row, call.params, ("active",), "promotion_code.updated")


@operation(
    "GET /v1/promotion_codes",
    f"{lists.DATED} active:boolean code coupon customer customer_account",
)
def every_code(call: Call) -> Body:
    """List promotion codes."""
    rows = store.every("promotion_code")
    if "coupon" in call.params:
        rows = rows.filter(body__promotion__coupon=call.params["coupon"])
    for name in ("active", "code", "customer"):
        if name in call.params:
            rows = rows.filter(**{f"body__{name}": call.params[name]})
    return lists.page(rows, call, what="promotion_code")


def _check(params: dict[str, Any]) -> None:
    if ("amount_off" in params) == ("percent_off" in params):
        raise Refusal("You must pass either amount_off or percent_off.", param="percent_off")
    if "amount_off" in params and not params.get("currency"):
        raise errors.missing("currency")
    if not 0 < params.get("percent_off", 1) <= 100:
        raise Refusal("Invalid percent_off: must be above 0 and at most 100.", param="percent_off")
