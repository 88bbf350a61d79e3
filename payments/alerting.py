"""Mails to staff about what needs a person."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from cpd.outbox.mailer import send_once
from cpd.outbox.models import Job
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job
from payments.findings import Finding
from payments.models import Dispute, Order, Refund, RefundRequest, StripeEvent
from payments.policy import ANSWER_WITHIN
from payments.telling import digest

SHOWN = 50  # findings in one mail


@job("payments.mail.refund_failed")
def refund_failed(refund_id: int) -> None:
    """Say that money which was to go back did not."""
    refund = Refund.objects.select_related("order").get(pk=refund_id)
    _alert(
        f"refund-failed:{refund.public_id}",
        f"A refund of {refund.money} failed",
        order=refund.order,
        facts=[("Amount", refund.money), ("Why", refund.failure_reason or "Not said")],
        act="Return the money another way, or let the sale stand, which issues a new invoice.",
    )


@job("payments.mail.dispute_opened")
def dispute_opened(dispute_id: int) -> None:
    """Say that a buyer's bank asks for the money back."""
    dispute = Dispute.objects.select_related("payment__order").get(pk=dispute_id)
    due = dispute.evidence_due_by
    is_inquiry = dispute.kind == Dispute.Kind.INQUIRY
    _alert(
        f"dispute-opened:{dispute.stripe_dispute_id}",
        f"{dispute.get_kind_display()} over {dispute.money}",
        order=dispute.payment.order,
        facts=[
            ("Dispute", dispute.stripe_dispute_id),
            ("Reason", dispute.reason.replace("_", " ") or "Not said"),
            ("Evidence due", f"{due:%d %B %Y, %H:%M} UTC" if due else "Not said"),
        ],
        act="Answer it at Stripe. A refund may settle an inquiry before it becomes a chargeback."
        if is_inquiry
        else "Send the evidence at Stripe before it is due, or accept the dispute there.",
    )


@job("payments.mail.review_needed")
def review_needed(order_id: int, about: str) -> None:
    """Say that an order waits for a person, and why."""
    order = Order.objects.get(pk=order_id)
    _alert(
        f"review-needed:{order.public_id}:{digest(about)}",
        f"Order {order.reference} needs review",
        order=order,
        facts=[("Why", about)],
        act="Look at the order and decide. Nothing happens to it by itself.",
    )


@job("payments.mail.request_opened")
def request_opened(refundrequest_id: int) -> None:
    """Say that a buyer asks for a refund that the policy leaves to a person."""
    request = RefundRequest.objects.select_related("order").get(pk=refundrequest_id)
    lines = ", ".join(line.title for line in request.lines.all())
    _alert(
        f"request-opened:{request.pk}",
        f"Somebody asks for a refund of order {request.order.reference}",
        order=request.order,
        facts=[("For", lines), ("In their words", request.message or "Nothing said")],
        act=f"Answer within {ANSWER_WITHIN.days} days.",
    )


@job("payments.mail.event_dead")
def event_dead(stripeevent_id: int) -> None:
    """Say that an event of Stripe's could not be handled."""
    event = StripeEvent.objects.select_related("order").get(pk=stripeevent_id)
    _alert(
        f"event-dead:{event.event_id}",
        f"A message from Stripe was given up: {event.type}",
        order=event.order,
        facts=[("Event", event.event_id), ("Error", event.last_error[:500])],
        act="Mend the cause, then replay the event.",
    )


def post_audit_mail(findings: Sequence[Finding], *, on: date) -> Job:
    """Post the mail about what a night's audit found, in the current transaction."""
    return post_job(
        "payments.mail.audit_differences",
        key=f"audit_differences:{on.isoformat()}",
        day=on.isoformat(),
        findings=[asdict(finding) for finding in findings],
    )


@job("payments.mail.audit_differences")
def audit_differences(day: str, findings: list[dict[str, str]]) -> None:
    """Say what the audit found."""
    count = len(findings)
    facts: list[tuple[str, Any]] = [
        (f"{finding['rule']}, {finding['thing']}", finding["says"]) for finding in findings[:SHOWN]
    ]
    more = [("And", f"{count - SHOWN} more")] if count > SHOWN else []
    _alert(
        f"audit-differences:{day}",
        f"The audit of {day} found {count} difference{'' if count == 1 else 's'}",
        order=None,
        facts=[*facts, *more],
        act="Look at each in the report; the audit mends nothing by itself.",
    )


def _alert(
    cause: str, title: str, *, order: Order | None, facts: Sequence[tuple[str, Any]], act: str
) -> None:
    """Write to staff, with the way to where they act."""
    known = [("Order", f"{order.reference} ({order.public_id})")] if order else []
    address = reverse("sales:order", args=[order.public_id]) if order else reverse("sales:review")
    send_once(
        "payments/staff",
        to=settings.PAYMENTS_ALERT_EMAIL,
        cause=cause,
        context={"title": title, "facts": [*known, *facts], "act": act, "address": address},
    )
