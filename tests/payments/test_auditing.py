"""The audit names each thing that was damaged on purpose, and reports nothing where nothing is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.models import Grant
from payments.auditing import audit_at_stripe, audit_here
from payments.models import Document, Order, OrderLine, Payment, Refund
from payments.refunding import Wish, refund
from payments.sandbox import paying
from payments.sandbox.models import SandboxObject
from payments.settling import settle
from tests.payments.shop import buy, work

WISH = Wish(reason=Refund.Reason.GOODWILL, origin=Refund.Origin.STAFF, note="Agreed.")


@pytest.fixture
def order(alice: User, carol: User, vagus: Product, back: Product) -> Order:
    """A paid order of two lines, one given back, and another buyer's order."""
    for user in (carol, alice):
        order, session = buy(user, vagus, back)
        paying.pay(session)
        payment = settle(session)
    line = order.lines.get(position=1)
    refund(payment, amounts={line: line.total}, wish=WISH)
    work()
    return order


def damage_amount(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(subtotal=1, total=1)


def damage_tax(order: Order) -> None:
    order.lines.update(tax=1)


def lose_grant(order: Order) -> None:
    Grant.objects.filter(reference=order.lines.get(position=2).reference).delete()


def open_grant(order: Order) -> None:
    Grant.objects.filter(reference=order.lines.get(position=1).reference).update(revoked_at=None)


def invent_grant(order: Order) -> None:
    kept = Grant.objects.get(reference=order.lines.get(position=2).reference)
    Grant.objects.create(enrolment=kept.enrolment, kind="purchase", reference="nobody")


def lose_number(order: Order) -> None:
    first = Document.objects.get(number="TEST-AU-INV-000001")
    Document.objects.filter(pk=first.pk)._raw_delete("default")


def lose_invoice(order: Order) -> None:
    Document.objects.filter(order=order, refund=None)._raw_delete("default")


def lose_note(order: Order) -> None:
    Document.objects.filter(order=order, kind="credit_note")._raw_delete("default")


def change_document(order: Order) -> None:
    document = Document.objects.filter(order=order, refund=None)
    document.update(sha256="0" * 64)


def forget_refund(order: Order) -> None:
    order.lines.filter(position=1).update(refunded=0)


def pay_less(order: Order) -> None:
    order.payments.update(amount=1)


def unfulfil(order: Order) -> None:
    OrderLine.objects.filter(order=order, position=2).update(fulfilled_at=None)


def change_currency(order: Order) -> None:
    order.payments.update(currency="GBP")


def unpay(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(state="awaiting_payment", paid_at=None)


DAMAGES: list[tuple[Callable[[Order], None], str]] = [
    (damage_amount, "1 sums"),
    (damage_tax, "1 sums"),
    (change_currency, "2 currency"),
    (forget_refund, "3 refunds"),
    (pay_less, "4 paid"),
    (unfulfil, "4 fulfilled"),
    (unpay, "4 fulfilled"),
    (lose_grant, "4 grants"),
    (open_grant, "4 grants"),
    (invent_grant, "4 grants"),
    (lose_invoice, "5 invoice"),
    (lose_note, "5 note"),
    (lose_number, "document_gap"),
    (change_document, "document_changed"),
]


def test_an_honest_shop_has_nothing_to_report(order: Order, capsys: Any) -> None:
    call_command("payments_audit")

    assert audit_here() == audit_at_stripe() == []
    assert "Nothing to report." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "rule"), DAMAGES, ids=lambda case: getattr(case, "__name__", None)
)
def test_each_damage_is_named(
    order: Order, damage: Callable[[Order], None], rule: str, capsys: Any
) -> None:
    damage(order)

    with pytest.raises(SystemExit) as ended:
        call_command("payments_audit", here=True)

    assert ended.value.code == 1
    assert rule in {finding.rule for finding in audit_here()}
    assert rule in capsys.readouterr().out


def forget_payment(order: Order) -> None:
    order.payments.update(charge_id="", payment_intent_id=None)


def change_stripes_amount(order: Order) -> None:
    for row in SandboxObject.objects.filter(kind="charge"):
        row.body["amount"] += 1
        row.save()


def lose_refund(order: Order) -> None:
    order.refunds.update(stripe_refund_id="re_other")


@pytest.mark.parametrize(
    ("damage", "rule"),
    [(forget_payment, "8 charge"), (change_stripes_amount, "8 charge"), (lose_refund, "8 refund")],
)
def test_what_stripe_has_otherwise_is_named(
    order: Order, damage: Callable[[Order], None], rule: str
) -> None:
    damage(order)

    assert rule in {finding.rule for finding in audit_at_stripe()}


def test_the_audit_repairs_nothing(order: Order) -> None:
    damage_tax(order)

    audit_here()

    assert set(order.lines.values_list("tax", flat=True)) == {1}
    assert Payment.objects.count() == 2
