"""Balance transactions: what each movement did to the seller's balance."""

from payments.sandbox import clock, store
from payments.sandbox.errors import Body

FEE_BP, FEE_FIXED = 170, 30
DISPUTE_FEE = 2_500
CATEGORIES = {
    "charge": "charge",
    "payment": "charge",
    "refund": "refund",
    "payment_refund": "refund",
    "refund_failure": "refund_failure",
    "adjustment": "dispute",
}


def fee_for(amount: int) -> int:
    """Return what Stripe keeps of a payment."""
    return (amount * FEE_BP + 5_000) // 10_000 + FEE_FIXED


def move(
    kind: str, amount: int, currency: str, *, source: str, fee: int = 0, category: str = ""
) -> Body:
    """Keep a movement of an amount, negative where it leaves the seller."""
    now = clock.now()
    body = {
        **store.head("txn_", "balance_transaction", now),
        "amount": amount,
        "available_on": now + 2 * clock.DAY,
        "balance_type": "payments",
        "currency": currency,
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [_fee(fee, currency)] if fee else [],
        "net": amount - fee,
        "reporting_category": category or CATEGORIES[kind],
        "source": source,
        "status": "pending",
        "type": kind,
    }
    del body["livemode"]  # the one object that does not say it
    return dict(store.add(body).body)


def _fee(amount: int, currency: str) -> Body:
    return {
        "amount": amount,
        "application": None,
        "currency": currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }
