"""What time itself does at Stripe: sessions expire, debits arrive, refunds come back."""

from datetime import timedelta

from cpd.outbox.schedule import every
from payments.sandbox import paying, refunds


@every(timedelta(minutes=1), "sandbox.tick")
def tick() -> None:
    """Let pass what is due."""
    paying.expire_due()
    paying.settle_due()
    refunds.settle_due()
