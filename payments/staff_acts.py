"""What staff do with an order beside refunds; each act says who and why, in the audit."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from cpd.audit.recording import record
from cpd.outbox.mailer import resend
from cpd.outbox.models import Mail
from payments.access import derive
from payments.fulfilling import fulfil
from payments.locking import locked_order
from payments.models import Order, OrderLine, Payment


class CannotAct(Exception):
    """The act does not fit how the order stands; the message says why."""


@transaction.atomic
def resolve_review(order: Order, *, by: User, reason: str) -> None:
    """Take an order off the review list."""
    locked = locked_order(order.pk)
    if not locked.needs_review:
        raise CannotAct("This order is not on the review list.")
    details = {"resolved": locked.review_reason}
    locked.needs_review, locked.review_reason = False, ""
    locked.save(update_fields=["needs_review", "review_reason"])
    thing = str(locked.public_id)
    record("order.reviewed", actor=by, subject=locked.user, thing=thing, reason=reason, **details)


@transaction.atomic
def mark_paid(order: Order, *, by: User, reason: str) -> Payment:
    """Note that an order was paid by other means, and fulfil it. Raises CannotAct for one that is
    paid, or whose money may be on its way at Stripe."""
    locked = locked_order(order.pk)
    if locked.is_settled or not locked.total:
        raise CannotAct("This order does not wait for money.")
    if locked.payments.unfinished().exists():
        raise CannotAct("A payment at Stripe is open: cancel the order first, or wait.")
    last = locked.payments.aggregate(last=Max("attempt"))["last"] or 0
    payment = Payment.objects.create(
        order=locked,
        provider=Payment.Provider.MANUAL,
        attempt=last + 1,
        state=Payment.State.SUCCEEDED,
        succeeded_at=timezone.now(),
        amount=locked.total,
        currency=locked.currency,
        note=reason,
        livemode=settings.PAYMENTS_LIVE,
    )
    fulfil(locked, payment)
    thing = str(locked.public_id)
    record("payment.manual", actor=by, subject=locked.user, thing=thing, reason=reason)
    return payment


@transaction.atomic
def take_access(line: OrderLine, *, by: User, reason: str) -> None:
    """Take a line's courses away without a refund; progress and certificates stay. Raises
    CannotAct."""
    order = locked_order(line.order_id)
    is_taken = OrderLine.objects.filter(
        pk=line.pk, fulfilled_at__isnull=False, withdrawn_at__isnull=True
    ).update(withdrawn_at=timezone.now())
    if not is_taken:
        raise CannotAct("This line gives no access.")
    derive(order)
    record("access.taken", actor=by, subject=order.user, thing=line.reference, reason=reason)


@transaction.atomic
def give_access_back(line: OrderLine, *, by: User, reason: str) -> None:
    """Undo `take_access`; what was refunded or is disputed stays closed. Raises CannotAct."""
    order = locked_order(line.order_id)
    is_given = OrderLine.objects.filter(pk=line.pk, withdrawn_at__isnull=False).update(
        withdrawn_at=None
    )
    if not is_given:
        raise CannotAct("Nobody took this line's access away.")
    derive(order)
    record("access.given", actor=by, subject=order.user, thing=line.reference, reason=reason)


@transaction.atomic
def resend_documents(order: Order, *, by: User, reason: str) -> int:
    """Send the buyer's mails with documents again; returns how many. Raises CannotAct."""
    names = [order.public_id, *order.refunds.values_list("public_id", flat=True)]
    causes = Q()
    for name in names:
        causes |= Q(cause__contains=str(name))
    sent = list(Mail.objects.filter(causes).exclude(attachments=[]))
    if not sent:
        raise CannotAct("No document has been sent for this order yet.")
    again = [mail for mail in sent if resend(mail)]
    if not again:
        raise CannotAct("These mails are on their way already.")
    record(
        "documents.resent", actor=by, subject=order.user, thing=str(order.public_id), reason=reason
    )
    return len(again)
