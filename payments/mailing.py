"""Mails to buyers: `telling.post_mail(kind, row)` posts one in the transaction that causes it; the
job here writes it, once for its cause."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.countries import zone_of
from cpd.outbox.mailer import Attachment, send_once
from cpd.outbox.registry import job
from payments.beginning import where_to_begin
from payments.consent import consent_text
from payments.documents.filing import keep_pdf
from payments.documents.issuing import NoInvoice, original_invoice, standing_note
from payments.models import Document, Order, Payment, Refund, RefundRequest
from payments.policy import ANSWER_WITHIN


@job("payments.mail.confirm_order", in_transaction=False)
def confirm_order(order_id: int) -> None:
    """Confirm an order, with its invoice and the words of the consent. Raises NoInvoice."""
    order = _order(order_id)
    invoice = original_invoice(order)
    if invoice is None:
        raise NoInvoice(str(order))
    context = {
        "invoice": invoice,
        "consent": consent_text(order.digital_consent_version),
        "begin": where_to_begin(order),
        "lines": order.lines.all(),
    }
    cause = f"order-confirmation:{order.public_id}"
    _tell(order, "order_confirmation", cause=cause, context=context, documents=[invoice])


@job("payments.mail.payment_processing")
def payment_processing(payment_id: int) -> None:
    """Say that a delayed payment is on its way."""
    payment = Payment.objects.get(pk=payment_id)
    order = _order(payment.order_id)
    cause = f"payment-processing:{order.public_id}:{payment.attempt}"
    _tell(order, "payment_processing", cause=cause, context={"payment": payment})


@job("payments.mail.payment_failed")
def payment_failed(payment_id: int) -> None:
    """Say that a delayed payment did not go through, unless another one has since."""
    payment = Payment.objects.get(pk=payment_id)
    order = _order(payment.order_id)
    if order.is_settled:
        return
    cause = f"payment-failed:{order.public_id}:{payment.attempt}"
    _tell(order, "payment_failed", cause=cause, context={"payment": payment})


@job("payments.mail.refund_sent", in_transaction=False)
def refund_sent(refund_id: int) -> None:
    """Say that money goes back, with the credit note if it was issued."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    order = _order(refund.order_id)
    note = standing_note(refund)
    lines = list(refund.lines.select_related("line"))
    context = {
        "refund": refund,
        "note": note,
        "lines": lines,
        "closes": any(taken.line.revoked_at for taken in lines),
    }
    documents = [note] if note else []
    cause = f"refund-sent:{refund.public_id}"
    _tell(order, "refund_sent", cause=cause, context=context, documents=documents)


@job("payments.mail.request_received")
def request_received(refundrequest_id: int) -> None:
    """Say that a person will answer a request for a refund, and by when."""
    _tell_about(refundrequest_id, "request_received")


@job("payments.mail.request_declined")
def request_declined(refundrequest_id: int) -> None:
    """Give the answer to a request for a refund."""
    _tell_about(refundrequest_id, "request_declined")


def _tell_about(request_id: int, template: str) -> None:
    request = RefundRequest.objects.get(pk=request_id)
    cause = f"{template.replace('_', '-')}:{request.pk}"
    context = {
        "request": request,
        "lines": request.lines.all(),
        "answer_days": ANSWER_WITHIN.days,
        "support_email": settings.SUPPORT_EMAIL,
    }
    _tell(_order(request.order_id), template, cause=cause, context=context)


def _order(order_id: int) -> Order:
    return Order.objects.select_related("user").get(pk=order_id)


def _tell(
    order: Order,
    template: str,
    *,
    cause: str,
    context: dict[str, Any],
    documents: Sequence[Document] = (),
) -> None:
    """Write to the buyer; a closed account gets no mail."""
    if order.user is None or not order.user.is_active:
        return
    send_once(
        f"payments/{template}",
        to=order.user.email,
        cause=cause,
        context={
            "order": order,
            "name": order.user.certificate_name,
            "zone": zone_of(order.user),
            **context,
        },
        attachments=[_attachment(document) for document in documents],
    )


def _attachment(document: Document) -> Attachment:
    return Attachment(f"{document.number}.pdf", str(keep_pdf(document).name))
