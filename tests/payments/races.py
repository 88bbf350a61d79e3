"""Many at once: settling, placing, refunding, the last use of a code; and the same by processes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import override_settings

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.models import Grant
from cpd.outbox.models import Job
from payments.auditing import audit_here
from payments.codes import CodeRefused
from payments.inbox import process, take_in
from payments.models import Document, Order, Payment, PromotionCode, Refund, StripeEvent
from payments.paying import start_attempt
from payments.placing import place
from payments.refunding import CannotRefund, Wish, refund
from payments.sandbox import paying
from payments.settling import KeepsChanging, settle
from payments.values import read_event
from tests.factories import make_full_course, make_product, make_provider, make_user, publish_course
from tests.payments.factories import make_seller, make_tax_rule
from tests.payments.shop import AUSTRALIA, buy, events
from tests.races import race

BUYERS, ROUNDS = 50, 5
BARRIER = 7_411  # an advisory lock that the processes wait at
PART = 500  # cents
WISH = Wish(reason=Refund.Reason.GOODWILL, origin=Refund.Origin.STAFF, note="Once.")


def shelf() -> Product:
    """Make what is sold."""
    make_provider()
    make_seller("AU")
    make_tax_rule("AU")
    course = publish_course(make_full_course("raced", title="Raced")).course
    return make_product(course, aud=9900, gbp=4900)


def look_or_be_told(session: str, *, is_told: bool) -> str:
    """Settle as a buyer who returns does, or as the worker does."""
    try:
        if not is_told:
            settle(session)
        else:
            for kept in events():
                take_in(read_event(kept.body, body=kept.payload))
            for event in StripeEvent.objects.all():
                process(event)
    except KeepsChanging:
        return "again"
    return "done"


def settle_at_once(buyer: User, product: Product) -> dict[str, Any]:
    """Ten buyers' tabs and ten messages about one payment."""
    order, session = buy(buyer, product)
    paying.pay(session)
    turns = iter(range(1_000))
    race(lambda: look_or_be_told(session, is_told=next(turns) % 2 == 0))
    settle(session)
    return result_of(order)


def result_of(order: Order) -> dict[str, Any]:
    """Return what must be there once."""
    order.refresh_from_db()
    return {
        "state": order.state,
        "grants": Grant.objects.filter(reference=order.lines.get().reference).count(),
        "invoices": order.documents.count(),
        "mails": Job.objects.filter(
            kind="payments.mail.confirm_order", payload__order_id=order.pk
        ).count(),
    }


def place_at_once(buyer: User, product: Product) -> dict[str, Any]:
    """Twenty clicks on the same button."""
    orders = race(lambda: place(buyer, products=[product], details=AUSTRALIA).pk)
    order = Order.objects.get(pk=orders[0])
    addresses = race(lambda: start_attempt(order))
    return {
        "orders": len(set(orders)),
        "pages": len(set(addresses)),
        "attempts": order.payments.count(),
    }


def refund_at_once(order: Order) -> dict[str, Any]:
    """Twenty clerks give the same line back."""
    payment = Payment.objects.get(order=order, pays_order=True)
    line = order.lines.get()

    def give_back() -> str:
        try:
            refund(payment, amounts={line: line.total}, wish=WISH)
        except CannotRefund:
            return "refused"
        return "done"

    outcomes = Counter(race(give_back))
    order.refresh_from_db()
    return {"done": outcomes["done"], "state": order.state, "refunds": order.refunds.count()}


def refund_parts_at_once(order: Order) -> dict[str, int]:
    """Twenty clerks give a part back, of which one is within what staff may give alone."""
    payment = Payment.objects.get(order=order, pays_order=True)
    line = order.lines.get()
    before = order.refunds.count()

    def give_back() -> None:
        with suppress(CannotRefund):
            refund(payment, amounts={line: PART}, wish=WISH)

    with override_settings(REFUND_APPROVAL_ABOVE=(before + 1) * PART):
        race(give_back)
    proposed = order.refunds.filter(state=Refund.State.PROPOSED)
    return {"alone": order.refunds.exclude(pk__in=proposed).count() - before}


def send_a_form_often(order: Order) -> dict[str, int]:
    """Send one refund's form twenty times at once."""
    payment = Payment.objects.get(order=order, pays_order=True)
    line = order.lines.get()
    name = uuid4()
    race(lambda: refund(payment, amounts={line: PART}, wish=replace(WISH, name=name)))
    return {"refunds": order.refunds.filter(public_id=name).count()}


def last_use(product: Product) -> dict[str, Any]:
    """Fifty buyers want the last use of a code, five times."""
    buyers = [make_user(f"buyer-{number}@example.org") for number in range(BUYERS)]
    taken = []
    for number in range(ROUNDS):
        code = f"LAST{number}"
        promotion = PromotionCode.objects.create(code=code, percent_bp=1000, max_redemptions=1)
        turns = iter(buyers)
        outcomes = race(partial(_want_next, turns, product, code), BUYERS)
        promotion.refresh_from_db()
        taken.append((outcomes.count("done"), promotion.taken_count))
    return {"rounds": len(taken), "exactly one": taken.count((1, 1))}


def _want_next(turns: Iterator[User], product: Product, code: str) -> str:
    try:
        place(next(turns), products=[product], details=AUSTRALIA, code=code)
    except CodeRefused:
        return "refused"
    return "done"


def run_all() -> dict[str, Any]:
    """Run every race once."""
    product = shelf()
    first, second = make_user("first@example.org"), make_user("second@example.org")
    settled = settle_at_once(first, product)
    order = Order.objects.get(user=first)
    third, session = buy(make_user("third@example.org"), product)
    paying.pay(session)
    settle(session)
    return {
        "settled": settled,
        "placed": place_at_once(second, product),
        "refunded": refund_at_once(order),
        "one form": send_a_form_often(third),
        "given alone": refund_parts_at_once(third),
        "last use": last_use(product),
        "findings": len(audit_here()),
        "numbers": sorted(Document.objects.values_list("sequence", flat=True)),
    }


def wait_and_settle(session: str, number: int) -> None:
    """Be one process of several: wait at the barrier, then settle or be told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [BARRIER])
    look_or_be_told(session, is_told=number % 2 == 0)
