"""Everything that happened to an order, on one line: attempts, events, refunds, disputes,
documents, mails, grants and what staff did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from courses.enrolment.models import Grant
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Mail
from payments.access import BY_LINE
from payments.models import Dispute, Order


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened."""

    at: datetime
    kind: str
    text: str
    by: str = ""
    address: str = ""


def timeline_of(order: Order) -> list[Moment]:
    """Return what happened to an order, the newest first."""
    moments = [
        *_attempts(order),
        *_messages(order),
        *_refunds(order),
        *_disputes(order),
        *_documents(order),
        *_mails(order),
        *_grants(order),
        *_acts(order),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def _attempts(order: Order) -> Iterator[Moment]:
    for payment in order.payments.all():
        how = " ".join(filter(None, [payment.get_provider_display(), payment.session_id or ""]))
        yield Moment(payment.created_at, "payment", f"Attempt {payment.attempt} begun: {how}")
        if payment.succeeded_at:
            text = f"{payment.money} arrived by {payment.method or payment.provider}"
            yield Moment(payment.succeeded_at, "payment", text)


def _messages(order: Order) -> Iterator[Moment]:
    for event in order.events.all():
        state = event.get_state_display().lower()
        yield Moment(event.received_at, "event", f"{event.type}: {state}")


def _refunds(order: Order) -> Iterator[Moment]:
    for refund in order.refunds.select_related("actor"):
        state = refund.get_state_display().lower()
        text = f"Refund of {refund.money} ({refund.get_reason_display()}): {state}"
        yield Moment(refund.created_at, "refund", text, by=str(refund.actor or ""))


def _disputes(order: Order) -> Iterator[Moment]:
    for dispute in Dispute.objects.filter(payment__order=order):
        yield Moment(dispute.opened_at, "dispute", str(dispute))


def _documents(order: Order) -> Iterator[Moment]:
    for document in order.documents.all():
        text = f"{document.get_kind_display()} {document.number} over {document.money}"
        yield Moment(document.issued_at, "document", text)


def _mails(order: Order) -> Iterator[Moment]:
    """Mails whose cause names the order, one of its refunds, or an attempt."""
    names = [str(order.public_id), *(str(refund.public_id) for refund in order.refunds.all())]
    causes = Q()
    for name in names:
        causes |= Q(cause__contains=name)
    for mail in Mail.objects.filter(causes):
        text = f"“{mail.subject}” to {mail.to}: {mail.get_state_display().lower()}"
        yield Moment(mail.created_at, "mail", text)


def _grants(order: Order) -> Iterator[Moment]:
    references = [line.reference for line in order.lines.all()]
    grants = Grant.objects.filter(kind__in=BY_LINE, reference__in=references)
    for grant in grants.select_related("enrolment__course"):
        title = grant.enrolment.course.title
        yield Moment(grant.created_at, "access", f"{title} opened")
        if grant.revoked_at:
            yield Moment(grant.revoked_at, "access", f"{title} closed: {grant.reason}")


def _acts(order: Order) -> Iterator[Moment]:
    things = [
        str(order.public_id),
        *(line.reference for line in order.lines.all()),
        *(str(refund.public_id) for refund in order.refunds.all()),
    ]
    for entry in AuditEntry.objects.filter(thing__in=things).select_related("actor"):
        text = f"{entry.act} {entry.reason}".strip()
        yield Moment(entry.at, "act", text, by=str(entry.actor or ""))
