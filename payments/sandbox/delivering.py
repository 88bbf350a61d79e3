"""Events on their way: delivered when they are due, again when they were refused, and held,
dropped, doubled or put in another order on purpose."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from cpd.outbox.registry import job
from payments.sandbox import site
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from payments.sandbox.posting import post_delivery
from payments.sandbox.signing import signed_request

# How long to wait after each refusal; then it is given up, and only reconciliation helps.
PAUSES = [timedelta(seconds=n) for n in (10, 60, 600, 3_600, 6 * 3_600, 24 * 3_600)]
State = SandboxDelivery.State


def deliver_due(now: datetime | None = None) -> int:
    """Deliver what is due, oldest first; returns how many were tried."""
    due = SandboxDelivery.objects.filter(
        state=State.WAITING, deliver_at__lte=now or timezone.now()
    ).order_by("deliver_at", "pk")
    return sum(try_delivery(delivery) is not None for delivery in list(due))


@job("sandbox.deliver", tries=3, seconds=60, in_transaction=False)
def deliver_by_job() -> None:
    """Deliver what is due by now, in its order."""
    deliver_due()


def deliver(event: SandboxEvent) -> int:
    """Deliver an event now, whatever was planned; returns the status of the site's answer."""
    delivery = event.deliveries.exclude(state=State.DELIVERED).first()
    if delivery is None:
        delivery = SandboxDelivery.objects.create(event=event)
    return try_delivery(delivery) or 0


def try_delivery(delivery: SandboxDelivery) -> int | None:
    """Post a delivery to the site; None where another worker has taken it meanwhile."""
    pause = PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
    claimed = SandboxDelivery.objects.filter(
        pk=delivery.pk, state=delivery.state, attempts=delivery.attempts
    ).update(attempts=F("attempts") + 1, deliver_at=timezone.now() + pause)
    if not claimed:
        return None
    delivery.refresh_from_db()
    status = site.post(*signed_request(delivery.event, secret=delivery.secret))
    _write_down(delivery, status)
    return status


def _write_down(delivery: SandboxDelivery, status: int) -> None:
    delivery.last_status = status
    if 200 <= status < 300:
        delivery.state = State.DELIVERED
    elif delivery.attempts > len(PAUSES):
        delivery.state = State.FAILED
    else:
        delivery.state = State.WAITING
    delivery.save(update_fields=["last_status", "state"])
    if delivery.state == State.WAITING:
        post_delivery(delivery)
