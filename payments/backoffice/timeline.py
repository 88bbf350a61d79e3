"""Everything that happened to an order, on one line: attempts, events, refunds, disputes,
documents, mails, grants and what staff did; and the money of many orders, for a learner's."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.urls import reverse

from courses.enrolment.models import Grant
from cpd.audit.models import AuditEntry
from cpd.moments import Moment
from cpd.outbox.mailer import failed_jobs
from cpd.outbox.models import Mail
from payments.access import BY_LINE
from payments.models import Dispute, Document, Order, Payment, Refund


def timeline_of(order: Order) -> list[Moment]:
    """Return what happened to an order, the newest first."""
    moments = [
        *money_moments([order]),
        *_messages(order),
        *_mails(order),
        *_grants(order),
        *_acts(order),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def money_moments(orders: Sequence[Order]) -> list[Moment]:
    """Return the payments, refunds, disputes and documents of some orders; four queries."""
    return [*_attempts(orders), *_refunds(orders), *_disputes(orders), *_documents(orders)]


def _attempts(orders: Sequence[Order]) -> Iterator[Moment]:
    for payment in Payment.objects.filter(order__in=orders).select_related("order"):
        address = order_address(payment.order)
        how = " ".join(filter(None, [payment.get_provider_display(), payment.session_id or ""]))
        text = f"Attempt {payment.attempt} begun: {how}"
        yield Moment(payment.created_at, "payment", text, address=address)
        if payment.succeeded_at:
            text = f"{payment.money} arrived by {payment.method or payment.provider}"
            yield Moment(payment.succeeded_at, "payment", text, address=address)


def _messages(order: Order) -> Iterator[Moment]:
    for event in order.events.all():
        state = event.get_state_display().lower()
        yield Moment(event.received_at, "event", f"{event.type}: {state}")


def _refunds(orders: Sequence[Order]) -> Iterator[Moment]:
    for refund in Refund.objects.filter(order__in=orders).select_related("actor", "order"):
        state = refund.get_state_display().lower()
        text = f"Refund of {refund.money} ({refund.get_reason_display()}): {state}"
        address = order_address(refund.order)
        by = str(refund.actor or "")
        yield Moment(refund.created_at, "refund", text, by=by, address=address)


def _disputes(orders: Sequence[Order]) -> Iterator[Moment]:
    rows = Dispute.objects.filter(payment__order__in=orders).select_related("payment__order")
    for dispute in rows:
        address = order_address(dispute.payment.order)
        yield Moment(dispute.opened_at, "dispute", str(dispute), address=address)


def _documents(orders: Sequence[Order]) -> Iterator[Moment]:
    for document in Document.objects.filter(order__in=orders).select_related("order"):
        text = f"{document.get_kind_display()} {document.number} over {document.money}"
        address = order_address(document.order)
        yield Moment(document.issued_at, "document", text, address=address)


def order_address(order: Order) -> str:
    """Return the address of an order's page for staff."""
    return reverse("sales:order", args=[order.public_id])


def _mails(order: Order) -> Iterator[Moment]:
    """Mails whose cause names the order, one of its refunds, or an attempt."""
    names = [str(order.public_id), *(str(refund.public_id) for refund in order.refunds.all())]
    causes = Q()
    for name in names:
        causes |= Q(cause__contains=name)
    found = list(Mail.objects.filter(causes))
    failed = failed_jobs(mail.pk for mail in found)
    for mail in found:
        state = "failed, it did not go out" if mail.pk in failed else mail.get_state_display()
        text = f"“{mail.subject}” to {mail.to}: {state.lower()}"
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
        text = ": ".join(filter(None, [entry.words, entry.reason]))
        yield Moment(entry.at, "act", text, by=str(entry.actor or ""))
