"""The nightly audit: every invariant here, and Stripe's books against ours. It repairs nothing;
each finding names what does not fit."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.enrolment.models import Grant
from payments import gateway
from payments.access import grants_of
from payments.documents.checking import check_documents
from payments.findings import Finding
from payments.models import Dispute, Document, Order, OrderLine, Payment, Refund, RefundLine

LOOK_BACK = timedelta(days=35)


def audit_here() -> list[Finding]:
    """Check every invariant over what we keep."""
    return [
        *_sums(),
        *_attached(),
        *_refunds(),
        *_fulfilment(),
        *_grants(),
        *_once(),
        *check_documents(),
    ]


def audit_at_stripe(*, now: datetime | None = None) -> list[Finding]:
    """Compare 35 days of charges, refunds and disputes at Stripe with ours. Raises
    gateway.StripeDown."""
    since = (now or timezone.now()) - LOOK_BACK
    return [*_charges(since), *_refunds_there(since), *_disputes_there(since)]


def _sums() -> Iterator[Finding]:
    """1: an order's sums are those of its lines."""
    orders = Order.objects.annotate(
        line_total=Coalesce(Sum("lines__total"), 0),
        line_tax=Coalesce(Sum("lines__tax"), 0),
        line_discount=Coalesce(Sum("lines__discount"), 0),
    )
    off = orders.exclude(
        line_total=F("total"), line_tax=F("tax_total"), line_discount=F("discount_total")
    )
    for order in off:
        yield Finding(
            "1 sums", str(order.public_id), "The order's sums are not those of its lines."
        )


def _attached() -> Iterator[Finding]:
    """2: one currency and one mode for an order and all that hangs on it."""
    for model in (Payment, Refund):
        rows = model.objects.exclude(currency=F("order__currency"), livemode=F("order__livemode"))
        for row in rows.select_related("order"):
            yield Finding("2 currency", str(row.order.public_id), f"{row}: another money or mode.")
    for document in Document.objects.exclude(currency=F("order__currency")):
        yield Finding("2 currency", document.number, "The document is in another currency.")


def _refunds() -> Iterator[Finding]:
    """3: no more goes back than came, and lines know what went back."""
    succeeded = Q(refunds__state=Refund.State.SUCCEEDED)
    payments = Payment.objects.annotate(given=Sum("refunds__amount", filter=succeeded))
    for payment in payments.filter(given__gt=F("amount")).select_related("order"):
        thing = str(payment.order.public_id)
        yield Finding("3 refunds", thing, "More was refunded than was paid.")
    for refund in Refund.objects.succeeded().exclude(payment__state=Payment.State.SUCCEEDED):
        yield Finding("3 refunds", str(refund.public_id), "A refund of money that never came.")
    went = Q(refund_lines__refund__state=Refund.State.SUCCEEDED)
    lines = OrderLine.objects.annotate(given=Coalesce(Sum("refund_lines__amount", filter=went), 0))
    for line in lines.exclude(given=F("refunded")):
        yield Finding("3 refunds", line.reference, "The line does not show what was refunded.")


def _fulfilment() -> Iterator[Finding]:
    """4: what is fulfilled was paid in full, and what was paid is fulfilled."""
    for order in Order.objects.settled():
        paying = order.payments.filter(pays_order=True).first()
        if paying is None or paying.amount != order.total:
            yield Finding("4 paid", str(order.public_id), "No payment of its total settled it.")
        if order.lines.filter(fulfilled_at__isnull=True).exists():
            yield Finding("4 fulfilled", str(order.public_id), "A paid line is not fulfilled.")
    unpaid = OrderLine.objects.filter(fulfilled_at__isnull=False)
    for line in unpaid.exclude(order__state__in=Order.SETTLED):
        yield Finding("4 fulfilled", line.reference, "A line is fulfilled, and was not paid.")


def _grants() -> Iterator[Finding]:
    """4: a line's grants are live exactly while it is fulfilled and not revoked."""
    for line in OrderLine.objects.filter(fulfilled_at__isnull=False).select_related("order"):
        is_live = line.revoked_at is None
        grants = grants_of(line)
        courses = line.line_courses.count() if line.order.user_id else 0
        if len(grants) != courses:
            yield Finding("4 grants", line.reference, "A grant of the line is missing or extra.")
        if any((grant.revoked_at is None) != is_live for grant in grants):
            yield Finding("4 grants", line.reference, "A grant does not go with its line.")
    for grant in _causeless():
        yield Finding("4 grants", grant.reference, "A purchase grant without a line.")


def _causeless() -> Iterable[Grant]:
    known = {str(key) for key in OrderLine.objects.values_list("public_id", flat=True)}
    rows: QuerySet[Grant] = Grant.objects.filter(kind=Grant.Kind.PURCHASE)
    return (grant for grant in rows.iterator() if grant.reference not in known)


def _once() -> Iterator[Finding]:
    """5: one invoice for a paid order, one note for a refund that was accepted."""
    kinds = [Document.Kind.TAX_INVOICE, Document.Kind.INVOICE]
    original = Q(documents__kind__in=kinds, documents__corrects__isnull=True)
    orders = Order.objects.annotate(invoices=Count("documents", filter=original))
    is_settled = Q(state__in=Order.SETTLED)
    for order in orders.filter(is_settled & ~Q(invoices=1) | ~is_settled & Q(invoices__gt=0)):
        yield Finding("5 invoice", str(order.public_id), "It has not one invoice exactly.")
    accepted = Refund.objects.filter(accepted_at__isnull=False, replaces__isnull=True)
    noted = RefundLine.objects.values("refund")
    for refund in accepted.filter(pk__in=noted, document__isnull=True):
        yield Finding("5 note", str(refund.public_id), "The refund has no credit note.")


def _charges(since: datetime) -> Iterator[Finding]:
    """8: every charge that succeeded belongs to a payment that says so."""
    for seen in gateway.list_charges(since=since):
        if not seen.paid or seen.site not in {"", settings.PAYMENTS_SITE}:
            continue
        ours = Payment.objects.filter(Q(charge_id=seen.id) | Q(payment_intent_id=seen.intent_id))
        payment = ours.first()
        if payment is None and seen.site == settings.PAYMENTS_SITE:
            yield Finding("8 charge", seen.id, "Stripe took money that no payment here knows.")
        elif payment is not None and payment.state != Payment.State.SUCCEEDED:
            yield Finding("8 charge", seen.id, f"Stripe took it; here it is {payment.state}.")
        elif payment is not None and payment.amount != seen.amount:
            yield Finding("8 charge", seen.id, "Stripe took another amount than is kept here.")


def _refunds_there(since: datetime) -> Iterator[Finding]:
    for seen in gateway.list_refunds(since=since):
        if not Payment.objects.succeeded().filter(payment_intent_id=seen.intent_id).exists():
            continue
        ours = Refund.objects.filter(stripe_refund_id=seen.id).first()
        if ours is None:
            yield Finding("8 refund", seen.id, "A refund at Stripe is not known here.")
        elif (ours.state, ours.amount) != (seen.status, seen.amount):
            yield Finding("8 refund", seen.id, "The refund is another here.")


def _disputes_there(since: datetime) -> Iterator[Finding]:
    for seen in gateway.list_disputes(since=since):
        if not Payment.objects.succeeded().filter(payment_intent_id=seen.intent_id).exists():
            continue
        ours = Dispute.objects.filter(stripe_dispute_id=seen.id).first()
        if ours is None or ours.status != seen.status:
            yield Finding("8 dispute", seen.id, "The dispute is not known here as it stands.")
