"""Jobs of payments: handling events, and looking by ourselves. None holds a lock while it talks to
Stripe."""

from dataclasses import asdict
from datetime import timedelta

from django.utils import timezone

from cpd.audit.recording import record
from cpd.outbox.registry import job
from cpd.outbox.schedule import every
from payments import reconciling
from payments.alerting import post_audit_mail
from payments.auditing import audit_at_stripe, audit_here
from payments.inbox import process
from payments.models import StripeEvent


@job("payments.handle_event", tries=5, seconds=120, in_transaction=False)
def handle_event(event_id: int) -> None:
    """Handle an event; it keeps its own tries."""
    process(StripeEvent.objects.get(pk=event_id))


@every(timedelta(minutes=1), "payments.sweep_events", seconds=300, in_transaction=False)
def sweep_events() -> None:
    """Handle what no wake-up reached."""
    reconciling.sweep_events()


@every(timedelta(minutes=5), "payments.sync", seconds=300, in_transaction=False)
def sync() -> None:
    """Look at open attempts and refunds, and end what is over."""
    reconciling.sync_payments()
    reconciling.sync_refunds()


@every(timedelta(hours=1), "payments.fetch_missing", seconds=600, in_transaction=False)
def fetch_missing() -> None:
    """Take in what no webhook brought."""
    reconciling.fetch_missing()


@every(timedelta(days=1), "payments.audit", seconds=600, in_transaction=False)
def audit() -> None:
    """Check everything once a day, and tell staff of any difference."""
    findings = [*audit_here(), *audit_at_stripe()]
    record("payments.audited", findings=[asdict(finding) for finding in findings])
    if findings:
        post_audit_mail(findings, on=timezone.now().date())
