"""The job that takes an event to the site."""

from cpd.outbox.posting import post_job
from payments.sandbox.models import SandboxDelivery


def post_delivery(delivery: SandboxDelivery) -> None:
    """Ask the worker to deliver; one job for each delivery, try and hour."""
    post_job(
        "sandbox.deliver",
        key=f"sandbox.deliver:{delivery.pk}:{delivery.attempts}:{delivery.deliver_at.timestamp():.0f}",
        due_at=delivery.deliver_at,
        delivery_id=delivery.pk,
    )
