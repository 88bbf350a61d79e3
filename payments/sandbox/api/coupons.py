"""Coupons."""

from typing import Any

from payments.sandbox import changing, clock, errors, lists, metadata, store
from payments.sandbox.catalogue import currency
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.expanding import included
from payments.sandbox.operations import Call, operation
from payments.sandbox.recording import record

COUPON = "/v1/coupons/{coupon}"


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
        "metadata": metadata.merged(None, params.get("metadata", {})),
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


def _check(params: dict[str, Any]) -> None:
    if ("amount_off" in params) == ("percent_off" in params):
        raise Refusal("You must pass either amount_off or percent_off.", param="percent_off")
    if "amount_off" in params and not params.get("currency"):
        raise errors.missing("currency")
    if not 0 < params.get("percent_off", 1) <= 100:
        raise Refusal("Invalid percent_off: must be above 0 and at most 100.", param="percent_off")
