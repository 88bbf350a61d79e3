"""Disturbing deliveries on purpose: hold, drop, delay, double, reorder, sign with the second
secret."""

from datetime import timedelta

from django.utils import timezone

from payments.sandbox.delivering import State
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from payments.sandbox.posting import post_delivery

PENDING = (State.WAITING, State.HELD)


def hold_all() -> int:
    """Hold back whatever waits."""
    return SandboxDelivery.objects.filter(state=State.WAITING).update(state=State.HELD)


def release_all() -> int:
    """Let whatever was held back go."""
    held = list(SandboxDelivery.objects.filter(state=State.HELD).order_by("pk"))
    for delivery in held:
        _wait(delivery, timedelta())
    return len(held)


def drop(event: SandboxEvent) -> int:
    """Never deliver an event that the site has not got."""
    return event.deliveries.filter(state__in=PENDING).update(state=State.DROPPED)


def delay(event: SandboxEvent, by: timedelta) -> None:
    """Deliver an event later."""
    for delivery in event.deliveries.filter(state__in=PENDING):
        _wait(delivery, by)


def send_again(
    event: SandboxEvent,
    *,
    after: timedelta = timedelta(),
    secret: str = SandboxDelivery.Secret.FIRST,
) -> SandboxDelivery:
    """Deliver an event once more, whatever became of it: a repeated one is a double."""
    delivery = SandboxDelivery.objects.create(event=event, secret=secret)
    _wait(delivery, after)
    return delivery


def reverse_order() -> int:
    """Let what waits arrive newest first, a second apart."""
    pending = list(SandboxDelivery.objects.filter(state__in=PENDING).order_by("-pk"))
    for place, delivery in enumerate(pending):
        _wait(delivery, timedelta(seconds=place))
    return len(pending)


def _wait(delivery: SandboxDelivery, by: timedelta) -> None:
    delivery.state, delivery.deliver_at = State.WAITING, timezone.now() + by
    delivery.save(update_fields=["state", "deliver_at"])
    post_delivery(delivery)
