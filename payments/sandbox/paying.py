"""What a buyer does on the hosted page: pay by card or debit, in one step or two.

A test calls these as the page does. Test cards have the country of the currency (AU for aud, GB
for gbp) unless they are from somewhere by their number, or `country` says so."""

from dataclasses import dataclass

from django.db import transaction

from payments.sandbox import (
    aftermath,
    cards,
    clock,
    confirming,
    customers,
    intents,
    methods,
    sessions,
    store,
    totals,
)
from payments.sandbox.billing import subscribing
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.session_bodies import DEBITS, KIND, customer_details

SETTLED_AFTER = 2 * clock.MINUTE
BUYER = "buyer@example.org"


class NotOpen(Exception):
    """The session is complete or expired; nobody pays here any more."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What came of it, with the words for the buyer where it was declined."""

    outcome: Outcome
    message: str = ""


def pay(
    session_id: str,
    *,
    card: str = "4242424242424242",
    email: str = BUYER,
    country: str | None = None,
    name: str | None = None,
) -> Paid:
    """Pay by card. Raises NotOpen."""
    chosen = cards.by_number(card)
    with transaction.atomic():
        session = _open(session_id)
        home = chosen.country_for(session.body["currency"], country)
        billing = {"email": email, "name": name, "address": {"country": home}}
        method = methods.card_method(chosen, country=home, billing=billing)
        return pay_with(session, method)


def debit(
    session_id: str,
    *,
    scheme: str | None = None,
    email: str = BUYER,
    settles: str = "",
    account: str | None = None,
) -> Paid:
    """Pay by a debit, which is decided later: by `settle_debit`, or with `settles` (`succeeded` or
    `failed`) two minutes on, when the schedule looks. Raises NotOpen."""
    with transaction.atomic():
        session = _open(session_id)
        kind = scheme or DEBITS.get(session.body["currency"], "a debit")
        if kind not in session.body["payment_method_types"]:
            raise Refusal(f"This session does not take {kind}.", param="scheme")
        country = cards.HOME.get(session.body["currency"])
        billing = {"email": email, "name": "Alex Buyer", "address": {"country": country}}
        method = methods.debit_method(kind, account=account, billing=billing)
        paid = pay_with(session, method)
        wanted = settles or ("failed" if method.notes["fails"] else "")
        if wanted:
            intent = store.lock("payment_intent", session.body["payment_intent"])
            intent.notes |= {"settles_at": clock.now() + SETTLED_AFTER, "settles_as": wanted}
            store.keep(intent)
        return paid


def pay_with(session: SandboxObject, method: SandboxObject) -> Paid:
    """Confirm a locked open session with a payment method."""
    billing = method.body["billing_details"]
    if session.body["automatic_tax"]["enabled"]:
        _tax(session, billing["address"]["country"])
    if session.body["mode"] == "subscription":
        return _subscribe(session, method)
    if not session.body["amount_total"]:
        _complete(session, "no_payment_required", billing)
        return Paid(Outcome.SUCCEEDED)
    intent = _intent(session)
    outcome = confirming.confirm(intent, method, return_url=session.body["success_url"])
    return _follow(session, intent, outcome, billing)


def authenticate(session_id: str, *, succeeds: bool) -> Paid:
    """End the second step (3-D Secure). Raises NotOpen."""
    with transaction.atomic():
        session = _open(session_id)
        intent = _intent(session)
        method = store.find("payment_method", intent.body["payment_method"] or "")
        outcome = confirming.authenticate(intent, succeeds=succeeds)
        return _follow(session, intent, outcome, method.body["billing_details"])


def settle_debit(session_id: str, *, succeeds: bool) -> Outcome:
    """Let a debit arrive, or bounce."""
    with transaction.atomic():
        session = store.lock(KIND, session_id, param="session")
        intent = store.lock("payment_intent", session.body["payment_intent"] or "")
        outcome = confirming.settle(intent, succeeds=succeeds)
        sessions.settled(session, succeeds=succeeds)
        return outcome


def settle_due() -> None:
    """Settle the debits whose time has come."""
    due = store.every("payment_intent").filter(
        notes__settles_at__lte=clock.now(), body__status="processing"
    )
    for row in due:
        settle_debit(row.notes["session"], succeeds=row.notes["settles_as"] == "succeeded")


def expire_due() -> int:
    """Expire every open session whose time is up; returns how many there were."""
    with transaction.atomic():
        return sessions.expire_due()


def _open(session_id: str) -> SandboxObject:
    session = sessions.locked(session_id)
    if session.body["status"] != "open":
        raise NotOpen(session_id)
    return session


def _follow(session: SandboxObject, intent: SandboxObject, outcome: Outcome, who: Body) -> Paid:
    """Say on the session what came of its intent."""
    if outcome == Outcome.DECLINED:
        return Paid(outcome, intent.body["last_payment_error"]["message"])
    if outcome == Outcome.REQUIRES_ACTION:
        return Paid(outcome)
    _complete(session, "unpaid" if outcome == Outcome.PROCESSING else "paid", who)
    if outcome == Outcome.SUCCEEDED:
        aftermath.follow(store.find("charge", intent.body["latest_charge"]))
    return Paid(outcome)


def _intent(session: SandboxObject) -> SandboxObject:
    """Return the session's locked intent, made when it is first confirmed."""
    if session.body["payment_intent"]:
        return store.lock("payment_intent", session.body["payment_intent"])
    given = session.notes["intent"]
    params = {
        **given,
        "amount": session.body["amount_total"],
        "currency": session.body["currency"],
        "customer": session.body["customer"],
        "shipping": customers.shipping(given.get("shipping")),
    }
    intent = intents.make_intent(
        params,
        types=session.body["payment_method_types"],
        automatic=False,
        session=session.stripe_id,
    )
    session.body["payment_intent"] = intent.stripe_id
    store.keep(session)
    return intent


def _subscribe(session: SandboxObject, method: SandboxObject) -> Paid:
    """Begin the subscription that a session sells; here its card needs no second step."""
    card, billing = methods.card_of(method), method.body["billing_details"]
    if card is None or card.code:
        return Paid(Outcome.DECLINED, card.message if card else cards.DECLINED)
    customer = session.body["customer"]
    if not customer:
        made = customers.make_customer({"email": billing["email"], "name": billing["name"]})
        customer = session.body["customer"] = made.stripe_id
    methods.attach(method, customer)
    begun = subscribing.subscribe(
        {
            **session.notes["subscription"],
            "customer": customer,
            "default_payment_method": method.stripe_id,
            "items": [
                {"price": line["price"]["id"], "quantity": line["quantity"]}
                for line in sessions.lines_of(session)
            ],
        }
    )
    session.body |= {
        "subscription": begun.stripe_id,
        "invoice": begun.body["latest_invoice"],
    }
    _complete(session, "paid", billing)
    return Paid(Outcome.SUCCEEDED)


def _complete(session: SandboxObject, payment_status: str, who: Body) -> None:
    if session.body["customer_creation"] == "always" and not session.body["customer"]:
        made = customers.make_customer({"email": who["email"], "name": who["name"]})
        session.body["customer"] = made.stripe_id
    details = customer_details(who["email"], name=who["name"], country=who["address"]["country"])
    sessions.complete(session, payment_status=payment_status, details=details)


def _tax(session: SandboxObject, country: str | None) -> None:
    lines = sessions.lines_of(session)
    totals.tax_by_country(lines, country)
    session.body |= totals.add_up(lines)
    session.body["automatic_tax"]["status"] = "complete"
    store.keep(session)
