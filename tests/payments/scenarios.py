"""The scenarios of buying: what buyer, bank, staff and Stripe do, with nothing told to the site;
the tests then bring it the news in every order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.closing import close_account
from accounts.models import User
from courses.catalogue.models import Product
from payments import gateway
from payments.models import Order, PromotionCode, Refund
from payments.paying import start_attempt
from payments.refunding import Wish, refund
from payments.sandbox import disputes, faults, paying, refunds
from payments.settling import settle
from tests.payments.shop import BRITAIN, buy, newest

DECLINED, CHALLENGED = "4000000000000002", "4000002500003155"
REFUND_FAILS = "4000000000005126"
STAFF_WISH = Wish(
    reason=Refund.Reason.GOODWILL, origin=Refund.Origin.STAFF, note="Agreed by phone."
)


@dataclass
class World:
    """Who buys what, and the clock."""

    buyer: User
    vagus: Product
    back: Product
    clock: Any
    orders: list[Order] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)

    def buy(self, *products: Product, **more: Any) -> str:
        """Buy as the buyer, and remember it."""
        order, session = buy(self.buyer, *products, **more)
        self.orders.append(order)
        self.sessions.append(session)
        return session

    def again(self) -> str:
        """Begin another attempt at the newest order."""
        start_attempt(self.orders[-1])
        session = str(newest(self.orders[-1]).session_id)
        self.sessions.append(session)
        return session

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.clock.shift(timedelta(**time))

    def charge(self) -> str:
        """Return the id of the newest order's charge at the sandbox."""
        session = gateway.retrieve_session(self.sessions[-1])
        return session.charge.id if session.charge else ""


@dataclass(frozen=True)
class Scenario:
    """What happens, and what must be true in the end."""

    name: str
    script: Callable[[World], None]
    orders: list[tuple[str, bool]]
    payments: list[str]
    access: tuple[bool, bool]
    documents: list[str]
    mails: list[str]


def card(world: World) -> None:
    """A card pays."""
    paying.pay(world.buy(world.vagus))


def declined_then_paid(world: World) -> None:
    """A card is declined, and another pays on the same page."""
    session = world.buy(world.vagus)
    paying.pay(session, card=DECLINED)
    paying.pay(session)


def declined_and_left(world: World) -> None:
    """A card is declined and the buyer leaves; the code is free again."""
    PromotionCode.objects.create(code="TEN", percent_bp=1000)
    session = world.buy(world.vagus, code="ten")
    paying.pay(session, card=DECLINED)
    world.later(minutes=61)
    paying.expire_due()


def challenge_failed(world: World) -> None:
    """The second step fails, and a new attempt pays."""
    session = world.buy(world.vagus)
    paying.pay(session, card=CHALLENGED)
    paying.authenticate(session, succeeds=False)
    world.later(minutes=56)
    paying.pay(world.again())


def paid_twice(world: World) -> None:
    """Attempt 1 stays open in a tab; attempt 2 is paid, then 1 as well."""
    first = world.buy(world.vagus)
    world.later(minutes=56)
    faults.plan(f"/v1/checkout/sessions/{first}/expire", status=500, times=9)
    second = world.again()
    paying.pay(second)
    paying.pay(first)
    faults.clear()


def becs(world: World) -> None:
    """A debit in Australia arrives after two days."""
    session = world.buy(world.vagus)
    paying.debit(session)
    world.later(days=2)
    paying.settle_debit(session, succeeds=True)


def bacs_fails(world: World) -> None:
    """A debit in the UK bounces."""
    session = world.buy(world.vagus, details=BRITAIN)
    paying.debit(session)
    world.later(days=2)
    paying.settle_debit(session, succeeds=False)


def other_amount(world: World) -> None:
    """A cheap session names a dear order."""
    world.buy(world.vagus)
    order = world.orders[0]
    session = gateway.create_session(
        key="cheap",
        items=[gateway.Item("Cheap", 100, "txcd_20060058")],
        currency="AUD",
        order_id=str(order.public_id),
        attempt=1,
        email=order.email,
        expires_at=order.expires_at,
        success_url="https://example.org/?session_id={CHECKOUT_SESSION_ID}",
        cancel_url="https://example.org/",
    )
    world.sessions.append(session.id)
    paying.pay(session.id)


def one_line_refunded(world: World) -> None:
    """Of two courses one is given back."""
    session = world.buy(world.vagus, world.back)
    paying.pay(session)
    payment = settle(session)
    first = world.orders[0].lines.get(position=1)
    refund(payment, amounts={first: first.total}, wish=STAFF_WISH)


def refund_fails(world: World) -> None:
    """All is given back, and the bank returns it."""
    session = world.buy(world.vagus)
    paying.pay(session, card=REFUND_FAILS)
    payment = settle(session)
    line = world.orders[0].lines.get()
    made = refund(payment, amounts={line: line.total}, wish=STAFF_WISH)
    if gateway.retrieve_refund(str(made.stripe_refund_id)).status != "failed":
        world.later(minutes=5)
        refunds.fail_refund(str(made.stripe_refund_id))


def refunded_in_dashboard(world: World) -> None:
    """All is given back in Stripe's Dashboard."""
    paying.pay(world.buy(world.vagus))
    refunds.refund_in_dashboard(world.charge())


def partly_refunded_in_dashboard(world: World) -> None:
    """A part is given back in Stripe's Dashboard: for which line, a person says."""
    paying.pay(world.buy(world.vagus, world.back))
    refunds.refund_in_dashboard(world.charge(), amount=500)


def course_in_two_orders(world: World) -> None:
    """The same course in two paid orders, one of them given back."""
    first = world.buy(world.vagus)
    second = world.buy(world.vagus, world.back)
    paying.pay(first)
    paying.pay(second)
    payment = settle(first)
    settle(second)
    line = world.orders[0].lines.get()
    refund(payment, amounts={line: line.total}, wish=STAFF_WISH)


def chargeback(world: World, *, won: bool) -> None:
    """The bank takes the money back; the dispute ends."""
    paying.pay(world.buy(world.vagus))
    opened = disputes.open_dispute(world.charge())
    world.later(days=3)
    disputes.close_dispute(opened["id"], won=won)


def inquiry(world: World) -> None:
    """The bank asks, and no more."""
    paying.pay(world.buy(world.vagus))
    disputes.open_dispute(world.charge(), kind="inquiry")


def closed_meanwhile(world: World) -> None:
    """The account is closed while a debit is on its way."""
    session = world.buy(world.vagus)
    paying.debit(session)
    settle(session)
    close_account(world.buyer)
    world.later(days=2)
    paying.settle_debit(session, succeeds=True)


CONFIRMED = "order-confirmation"
SCENARIOS = [
    Scenario(
        "card pays", card, [("paid", False)], ["succeeded"], (True, False), ["INV"], [CONFIRMED]
    ),
    Scenario(
        "declined, then pays",
        declined_then_paid,
        [("paid", False)],
        ["succeeded"],
        (True, False),
        ["INV"],
        [CONFIRMED],
    ),
    Scenario(
        "declined, leaves",
        declined_and_left,
        [("expired", False)],
        ["expired"],
        (False, False),
        [],
        [],
    ),
    Scenario(
        "3-D Secure fails, new attempt pays",
        challenge_failed,
        [("paid", False)],
        ["succeeded", "superseded"],
        (True, False),
        ["INV"],
        [CONFIRMED],
    ),
    Scenario(
        "paid twice",
        paid_twice,
        [("paid", True)],
        ["succeeded", "succeeded"],
        (True, False),
        ["INV"],
        [CONFIRMED, "review-needed"],
    ),
    Scenario("BECS", becs, [("paid", False)], ["succeeded"], (True, False), ["INV"], [CONFIRMED]),
    Scenario(
        "Bacs fails",
        bacs_fails,
        [("awaiting_payment", False)],
        ["failed"],
        (False, False),
        [],
        ["payment-failed"],
    ),
    Scenario(
        "another amount",
        other_amount,
        [("awaiting_payment", True)],
        ["open", "succeeded"],
        (False, False),
        [],
        ["review-needed"],
    ),
    Scenario(
        "one line refunded",
        one_line_refunded,
        [("partially_refunded", False)],
        ["succeeded"],
        (False, True),
        ["CN", "INV"],
        [CONFIRMED, "refund-sent"],
    ),
    Scenario(
        "refund fails later",
        refund_fails,
        [("paid", False)],
        ["succeeded"],
        (True, False),
        ["CN", "INV"],
        [CONFIRMED, "refund-failed", "refund-sent"],
    ),
    Scenario(
        "refunded in the Dashboard",
        refunded_in_dashboard,
        [("refunded", False)],
        ["succeeded"],
        (False, False),
        ["CN", "INV"],
        [CONFIRMED, "refund-sent"],
    ),
    Scenario(
        "partly refunded in the Dashboard",
        partly_refunded_in_dashboard,
        [("paid", True)],
        ["succeeded"],
        (True, True),
        ["INV"],
        [CONFIRMED, "refund-sent", "review-needed"],
    ),
    Scenario(
        "a course in two orders",
        course_in_two_orders,
        [("refunded", False), ("paid", False)],
        ["succeeded", "succeeded"],
        (True, True),
        ["CN", "INV", "INV"],
        [CONFIRMED, CONFIRMED, "refund-sent"],
    ),
    Scenario(
        "chargeback lost",
        lambda world: chargeback(world, won=False),
        [("paid", False)],
        ["succeeded"],
        (False, False),
        ["INV"],
        ["dispute-opened", CONFIRMED],
    ),
    Scenario(
        "chargeback won",
        lambda world: chargeback(world, won=True),
        [("paid", False)],
        ["succeeded"],
        (True, False),
        ["INV"],
        ["dispute-opened", CONFIRMED],
    ),
    Scenario(
        "account closed meanwhile",
        closed_meanwhile,
        [("paid", True)],
        ["succeeded"],
        (True, False),
        ["INV"],
        ["review-needed"],
    ),
    Scenario(
        "inquiry",
        inquiry,
        [("paid", False)],
        ["succeeded"],
        (True, False),
        ["INV"],
        ["dispute-opened", CONFIRMED],
    ),
]
