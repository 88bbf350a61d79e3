"""The hosted page's own calls, as Stripe's command line makes them."""

from django.db import transaction

from payments.sandbox import confirming, methods, paying, sessions, store
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.operations import Call, Reply, operation


@operation("GET /v1/payment_pages/{session}")
def retrieve(call: Call) -> Body:
    """Show the session behind a page."""
    with transaction.atomic():
        return sessions.locked(call.id).body


@operation("POST /v1/payment_pages/{session}/confirm", "payment_method! expected_amount:integer")
def confirm(call: Call) -> Body | Reply:
    """Pay, for the amount that the page showed."""
    session = sessions.locked(call.id)
    if session.body["status"] != "open":
        raise Refusal(
            f"This Checkout Session has a status of `{session.body['status']}`.",
            code="checkout_session_not_open",
        )
    if (
        call.params.get("expected_amount", session.body["amount_total"])
        != session.body["amount_total"]
    ):
        raise Refusal(
            "The expected amount does not match the session's total.",
            code="checkout_amount_mismatch",
            param="expected_amount",
        )
    paid = paying.pay_with(session, methods.resolve(call.params["payment_method"]))
    if paid.outcome == Outcome.DECLINED:
        return confirming.declined(store.find("payment_intent", session.body["payment_intent"]))
    return session.body
