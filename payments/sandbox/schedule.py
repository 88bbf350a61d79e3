"""What time itself does at Stripe: sessions expire, debits arrive, refunds come back,
subscriptions renew."""

from datetime import timedelta

from cpd.outbox.schedule import every
from payments.sandbox import clock, paying, refunds
from payments.sandbox.billing import subscribing


@every(timedelta(minutes=1), "sandbox.tick")
def tick() -> None:
    """Let pass what is due."""
    paying.expire_due()
    paying.settle_due()
    refunds.settle_due()
    subscribing.renew_due(clock.now())
