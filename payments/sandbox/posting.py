"""The job that takes events to the site."""

from cpd.outbox.posting import post_job
from payments.sandbox.models import SandboxDelivery


def post_delivery(delivery: SandboxDelivery) -> None:
    """Ask the worker to look when a delivery is due; one look too many finds nothing to do."""
    post_job("sandbox.deliver", due_at=delivery.deliver_at)
