"""Random buyers, staff, banks and post, step by step: the machine behind the property test."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.enrolling import Withdrawn
from payments import cancelling, gateway, paying, reconciling, refunding, staff_acts
from payments.auditing import audit_at_stripe, audit_here
from payments.codes import CodeRefused
from payments.findings import Finding
from payments.inbox import process
from payments.models import Order, OrderLine, Payment, PromotionCode, Refund, StripeEvent
from payments.placing import CannotPlace, Details, place
from payments.quoting import BelowMinimum, NoPrice
from payments.refund_states import left_of
from payments.sandbox import disputes, faults, ids, refunds
from payments.sandbox import paying as page
from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxObject
from payments.settling import KeepsChanging, NotOurs, settle
from tests.payments.shop import events, post

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARDS = [
    "4242424242424242",
    "4000000000000002",
    "4000002500003155",
    "4000000000000259",
    "4000000000005126",
]
NUMBERS = st.integers(min_value=0, max_value=10_000)
EXPECTED = (
    CannotPlace,
    CodeRefused,
    BelowMinimum,
    NoPrice,
    Withdrawn,
    paying.NotPayable,
    paying.StripeAway,
    cancelling.TooLate,
    refunding.CannotRefund,
    staff_acts.CannotAct,
    gateway.StripeDown,
    gateway.Refused,
    KeepsChanging,
    NotOurs,
    page.NotOpen,
    Refusal,
)


class Shop(RuleBasedStateMachine):
    """What may happen, in any order. The people and the shelf come from the test."""

    buyers: list[User] = []
    products: list[Product] = []
    clerk: User

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.travel = time_machine.travel(START, tick=False)
        self.clock: Any = self.travel.start()
        self.browser = Client()
        ids.seed(1)

    def teardown(self) -> None:
        """Look at everything once more; then Stripe's books and ours are the same."""
        try:
            self._settle_all()
        finally:
            self.travel.stop()
            ids.seed(None)
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _settle_all(self) -> None:
        faults.clear()
        for _ in range(2):
            self.clock.shift(timedelta(hours=7))
            reconciling.fetch_missing()
            reconciling.sweep_events()
            reconciling.sync_payments()
            reconciling.sync_refunds()
        found = [*_wrong_here(), *audit_at_stripe()]
        assert not found, found

    @initialize(limit=st.sampled_from([None, 1]))
    def make_code(self, limit: int | None) -> None:
        """A code, with or without a limit."""
        PromotionCode.objects.create(code="TEN", percent_bp=1000, max_redemptions=limit)

    def _do(self, act: Callable[[], object]) -> None:
        """Do something that the shop may refuse; what it refuses leaves no half behind."""
        with suppress(*EXPECTED):
            act()

    def _pick(self, rows: Any, number: int) -> Any:
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    @rule(who=st.sampled_from([0, 1]), what=st.sets(st.sampled_from([0, 1, 2]), min_size=1))
    def place_and_start(self, who: int, what: set[int]) -> None:
        """Somebody goes to pay."""
        self._place(who, what, "")

    @rule(who=st.sampled_from([0, 1]), what=st.sampled_from([0, 1, 2]))
    def place_with_code(self, who: int, what: int) -> None:
        """Somebody goes to pay with the code."""
        self._place(who, {what}, "TEN")

    def _place(self, who: int, what: set[int], code: str) -> None:
        details = Details("Buyer", "AU", terms_version="1", consent_version="1")
        products = [self.products[number] for number in sorted(what)]
        self._do(
            lambda: paying.start_attempt(
                place(self.buyers[who], products=products, details=details, code=code)
            )
        )

    @rule(number=NUMBERS)
    def start_again(self, number: int) -> None:
        """Somebody tries again."""
        order = self._pick(Order.objects, number)
        if order:
            self._do(lambda: paying.start_attempt(order))

    @rule(number=NUMBERS, card=st.sampled_from(CARDS))
    def pay(self, number: int, card: str) -> None:
        """A card, good or bad, on any open page."""
        session = self._session(number)
        if session:
            self._do(lambda: page.pay(session, card=card))

    @rule(number=NUMBERS, succeeds=st.booleans())
    def authenticate(self, number: int, succeeds: bool) -> None:
        """The second step."""
        session = self._session(number)
        if session:
            self._do(lambda: page.authenticate(session, succeeds=succeeds))

    @rule(number=NUMBERS)
    def debit(self, number: int) -> None:
        """A debit instead of a card."""
        session = self._session(number)
        if session:
            self._do(lambda: page.debit(session))

    @rule(number=NUMBERS, succeeds=st.booleans())
    def settle_debit(self, number: int, succeeds: bool) -> None:
        """The bank answers, days later."""
        session = self._session(number)
        if session:
            self._do(lambda: page.settle_debit(session, succeeds=succeeds))

    def _session(self, number: int) -> str:
        found = self._pick(Payment.objects.exclude(session_id=None), number)
        return str(found.session_id) if found else ""

    @rule(minutes=st.sampled_from([1, 20, 56, 61, 60 * 24, 60 * 24 * 4]))
    def wait(self, minutes: int) -> None:
        """Time passes; pages close."""
        self.clock.shift(timedelta(minutes=minutes))
        page.expire_due()

    @rule(number=NUMBERS)
    def come_back(self, number: int) -> None:
        """A buyer comes back to the site."""
        session = self._session(number)
        if session:
            self._do(lambda: settle(session))

    @rule(number=NUMBERS, times=st.sampled_from([1, 1, 2]))
    def tell(self, number: int, times: int) -> None:
        """Any event, late or again; what is never picked was dropped."""
        news = events()
        for _ in range(times if news else 0):
            post(self.browser, news[number % len(news)])
        for event in StripeEvent.objects.filter(state="received"):
            process(event)

    @rule()
    def look(self) -> None:
        """The schedule comes round."""
        self._do(reconciling.fetch_missing)
        reconciling.sweep_events()
        reconciling.sync_payments()
        reconciling.sync_refunds()

    @precondition(lambda self: SandboxObject.objects.filter(kind="charge").exists())
    @rule(number=NUMBERS, part=st.sampled_from([1, 2, 3]), revoke=st.booleans())
    def refund(self, number: int, part: int, revoke: bool) -> None:
        """Staff give a part of a line back, or all of it."""
        line = self._pick(OrderLine.objects.filter(order__paid_at__isnull=False), number)
        if line is None or left_of(line) < part:
            return
        payment = line.order.payments.get(pays_order=True)
        wish = refunding.Wish(
            Refund.Reason.GOODWILL, Refund.Origin.STAFF, by=self.clerk, note="x", revoke=revoke
        )
        self._do(
            lambda: refunding.refund(payment, amounts={line: left_of(line) // part}, wish=wish)
        )

    @precondition(lambda self: SandboxObject.objects.filter(kind="charge").exists())
    @rule(number=NUMBERS, amount=st.sampled_from([None, 50, 500]))
    def refund_in_dashboard(self, number: int, amount: int | None) -> None:
        """Somebody gives money back at Stripe."""
        charge = self._pick(SandboxObject.objects.filter(kind="charge"), number)
        self._do(lambda: refunds.refund_in_dashboard(charge.stripe_id, amount=amount))

    @rule(number=NUMBERS)
    def refund_fails(self, number: int) -> None:
        """The bank sends a refund back."""
        found = self._pick(SandboxObject.objects.filter(kind="refund"), number)
        if found:
            self._do(lambda: refunds.fail_refund(found.stripe_id))

    @rule(number=NUMBERS, kind=st.sampled_from(["chargeback", "inquiry"]))
    def dispute(self, number: int, kind: str) -> None:
        """A bank asks, or takes."""
        charge = self._pick(SandboxObject.objects.filter(kind="charge"), number)
        if charge and charge.body["status"] == "succeeded":  # no bank disputes what is pending
            self._do(lambda: disputes.open_dispute(charge.stripe_id, kind=kind))

    @rule(number=NUMBERS, won=st.booleans())
    def decide_dispute(self, number: int, won: bool) -> None:
        """A dispute ends."""
        found = self._pick(SandboxObject.objects.filter(kind="dispute"), number)
        if found:
            self._do(lambda: disputes.close_dispute(found.stripe_id, won=won))

    @rule(number=NUMBERS)
    def cancel(self, number: int) -> None:
        """A buyer gives an order up."""
        order = self._pick(Order.objects, number)
        if order:
            self._do(lambda: cancelling.cancel(order, by=self.clerk))

    @rule(number=NUMBERS)
    def mark_paid(self, number: int) -> None:
        """Staff note money that came otherwise."""
        order = self._pick(Order.objects, number)
        if order:
            self._do(lambda: staff_acts.mark_paid(order, by=self.clerk, reason="Cash."))

    @rule(number=NUMBERS)
    def change_access(self, number: int) -> None:
        """Staff take access away, or give it back."""
        line = self._pick(OrderLine.objects, number)
        if line:
            act = staff_acts.give_access_back if line.withdrawn_at else staff_acts.take_access
            self._do(lambda: act(line, by=self.clerk, reason="Because."))

    @rule(
        path=st.sampled_from(["/v1/checkout", "/v1/refunds", "/v1/events", "/v1/disputes"]),
        status=st.sampled_from([429, 500, "timeout", "reset"]),
        times=st.sampled_from([1, 3]),
    )
    def break_the_line(self, path: str, status: int | str, times: int) -> None:
        """The next requests fail."""
        faults.plan(path, status=status, times=times)

    @invariant()
    def nothing_is_wrong(self) -> None:
        """The ten invariants hold after every step."""
        found = _wrong_here()
        assert not found, found


def _wrong_here() -> list[Finding]:
    """The invariants; that no worker draws the documents here is no fault."""
    return [finding for finding in audit_here() if finding.rule != "document_not_drawn"]
