"""A buyer's wish to give something back: granted by the policy, or kept for a person."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cpd.audit.recording import record
from payments import gateway
from payments.models import Order, OrderLine, Refund, RefundRequest
from payments.policy import Decision, decide, refundable
from payments.refunding import CannotRefund, Wish, refund
from payments.telling import post_mail

if TYPE_CHECKING:
    from accounts.models import User


class AlreadyAsked(Exception):
    """An earlier request of the same order waits for its answer."""


def ask(
    order: Order, lines: Sequence[OrderLine], *, by: "User", message: str
) -> RefundRequest | None:
    """Give the money of some lines back if the policy grants it: then None is returned. Else, or
    if it cannot be sent now, the request is kept for a person. Raises AlreadyAsked."""
    if decide(order, lines, at=timezone.now()) == Decision.AUTOMATIC and _give_back(
        order, lines, by=by, message=message
    ):
        return None
    return keep_request(order, lines, by=by, message=message)


def keep_request(
    order: Order, lines: Sequence[OrderLine], *, by: "User", message: str
) -> RefundRequest:
    """Keep a request, and tell staff and the buyer. Raises AlreadyAsked."""
    try:
        with transaction.atomic():
            request = RefundRequest.objects.create(order=order, user=by, message=message)
            request.lines.set(lines)
            post_mail("request_opened", request)
            post_mail("request_received", request)
            record("refund.asked", actor=by, subject=by, thing=str(order.public_id), reason=message)
    except IntegrityError as error:
        raise AlreadyAsked from error
    return request


@transaction.atomic
def decline_request(request: RefundRequest, *, by: "User", answer: str) -> None:
    """Answer a request with no, and why; the buyer is told. Raises ValueError without an answer,
    or if it was answered already."""
    if not answer.strip():
        raise ValueError("Say why.")
    _decide(request, RefundRequest.State.DECLINED, by=by, answer=answer)
    post_mail("request_declined", request)


@transaction.atomic
def grant_request(request: RefundRequest, *, by: "User", answer: str = "") -> None:
    """Note that staff granted a request; the refund itself is theirs to make, and tells the buyer.
    Raises ValueError if it was answered already."""
    _decide(request, RefundRequest.State.GRANTED, by=by, answer=answer)


def grant_open(order: Order, lines: Sequence[OrderLine], *, by: "User", answer: str = "") -> None:
    """Note that the requests for some of these lines were granted; one that somebody else answered
    at the same moment stays as they answered it."""
    waiting = order.refund_requests.filter(state=RefundRequest.State.OPEN, lines__in=lines)
    for request in waiting.distinct():
        with suppress(ValueError):
            grant_request(request, by=by, answer=answer)


def _decide(request: RefundRequest, state: RefundRequest.State, *, by: "User", answer: str) -> None:
    still_open = RefundRequest.objects.filter(pk=request.pk, state=RefundRequest.State.OPEN)
    if not still_open.update(state=state, answer=answer, decided_by=by, decided_at=timezone.now()):
        raise ValueError("This request was answered already.")
    thing = str(request.order.public_id)
    record(f"refund.request_{state}", actor=by, subject=request.user, thing=thing, reason=answer)


def _give_back(order: Order, lines: Sequence[OrderLine], *, by: "User", message: str) -> bool:
    """Whether the refund was taken, now or by the same wish a moment ago; one that was recorded
    and could not be sent is sent by the sweep."""
    wish = Wish(reason=Refund.Reason.CHANGED_MIND, origin=Refund.Origin.BUYER, by=by, note=message)
    left = refundable(order)
    amounts = {line: left[line] for line in lines if line in left}
    try:
        refund(order.payments.get(pays_order=True), amounts=amounts, wish=wish)
    except CannotRefund:
        return not set(lines) & set(refundable(order))
    except gateway.StripeDown:
        return True
    return True
