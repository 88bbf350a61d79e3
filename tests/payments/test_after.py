"""After the sale: refunds, disputes, closed accounts (PC53 to PC60)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from payments import gateway
from payments.auditing import audit_here
from payments.disputing import kind_of
from payments.models import Dispute, Document, Order, Payment, Refund
from payments.policy import refundable
from payments.reconciling import sync_refunds
from payments.refund_states import assign, let_sale_stand, return_another_way, take_refund
from payments.refunding import CannotRefund, Wish, refund
from payments.sandbox import disputes, faults, paying, refunds
from payments.settling import settle
from tests.factories import make_user
from tests.payments.shop import buy, has_access, mails, tell_all, work

WISH = Wish(reason=Refund.Reason.GOODWILL, origin=Refund.Origin.STAFF, note="Agreed.")


def paid(user: User, *products: Product, card: str = "4242424242424242") -> Payment:
    _, session = buy(user, *products)
    paying.pay(session, card=card)
    payment = settle(session)
    work()
    return payment


def again(order: Order) -> Order:
    order.refresh_from_db()
    return order


def refund_all(payment: Payment, wish: Wish = WISH) -> Refund:
    amounts = {line: line.left for line in payment.order.lines.all()}
    return refund(payment, amounts=amounts, wish=wish)


def test_pc53_parts_of_a_line_add_up_to_it_with_their_tax(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    line = payment.order.lines.get()

    for amount in (3333, 3333, 3234):
        refund(payment, amounts={line: amount}, wish=WISH)

    notes = Document.objects.filter(kind="credit_note")
    assert sum(note.tax for note in notes) == line.tax
    assert again(payment.order).state == "refunded"
    assert not has_access(alice, vagus)
    assert audit_here() == []


@pytest.mark.parametrize("amount", [9901, 0, -1])
def test_more_than_is_left_or_nothing_is_refused(alice: User, vagus: Product, amount: int) -> None:
    payment = paid(alice, vagus)

    with pytest.raises(CannotRefund):
        refund(payment, amounts={payment.order.lines.get(): amount}, wish=WISH)
    assert not Refund.objects.exists()


def test_a_line_of_another_order_is_refused(alice: User, vagus: Product, back: Product) -> None:
    payment, other = paid(alice, vagus), paid(alice, back)

    with pytest.raises(CannotRefund):
        refund(payment, amounts={other.order.lines.get(): 100}, wish=WISH)


def test_pc54_a_dashboard_refund_of_all_closes_all(alice: User, bundle: Product) -> None:
    payment = paid(alice, bundle)
    refunds.refund_in_dashboard(payment.charge_id)

    tell_all()

    found = Refund.objects.get()
    assert (found.origin, found.state) == ("external", "succeeded")
    assert (again(payment.order).state, has_access(alice, bundle)) == ("refunded", False)


def test_pc54_a_part_waits_until_staff_say_for_what(
    alice: User, vagus: Product, back: Product
) -> None:
    payment = paid(alice, vagus, back)
    refunds.refund_in_dashboard(payment.charge_id, amount=7900)
    tell_all()
    waits = (again(payment.order).needs_review, has_access(alice, back))
    external, second = Refund.objects.get(), payment.order.lines.get(position=2)
    staff = make_user("jo@example.org", is_staff=True)

    assign(external, amounts={second: 7900}, revoke=True, by=staff)

    assert waits == (True, True)
    assert (has_access(alice, vagus), has_access(alice, back)) == (True, False)
    assert again(payment.order).state == "partially_refunded"
    assert external.document.gross == 7900


def test_pc55_a_pending_refund_closes_the_course_unless_staff_wait(
    alice: User, carol: User, vagus: Product
) -> None:
    waiting = Wish(**{**_values(), "keeps_access_while_pending": True})
    for user, wish in ((alice, WISH), (carol, waiting)):
        _, session = buy(user, vagus)
        paying.debit(session)
        paying.settle_debit(session, succeeds=True)
        refund_all(settle(session), wish)

    states = set(Refund.objects.values_list("state", flat=True))
    assert states == {"pending"}
    assert (has_access(alice, vagus), has_access(carol, vagus)) == (False, True)
    for kept in Refund.objects.all():
        refunds.succeed_refund(str(kept.stripe_refund_id))
        take_refund(str(kept.stripe_refund_id))
    assert (has_access(alice, vagus), has_access(carol, vagus)) == (False, False)


def _values() -> dict[str, Any]:
    return {name: getattr(WISH, name) for name in Wish.__dataclass_fields__}


def test_pc56_a_refund_that_fails_later_gives_the_course_back_and_the_note_stays(
    alice: User, vagus: Product
) -> None:
    payment = paid(alice, vagus)
    made = refund_all(payment)
    closed = has_access(alice, vagus)
    refunds.fail_refund(str(made.stripe_refund_id))

    tell_all()

    assert (closed, has_access(alice, vagus)) == (False, True)
    assert again(payment.order).state == "paid"
    assert Document.objects.filter(refund=made).exists()
    assert any(mail.startswith("refund-failed") for mail in mails())


def test_after_a_failed_refund_the_money_goes_another_way_or_the_sale_stands(
    alice: User, vagus: Product, back: Product
) -> None:
    staff = make_user("lee@example.org", is_staff=True)
    made = []
    for product in (vagus, back):
        failed = refund_all(paid(alice, product))
        refunds.fail_refund(str(failed.stripe_refund_id))
        made.append(take_refund(str(failed.stripe_refund_id)))

    manual = return_another_way(made[0], by=staff, note="Bank transfer of 3 March.")
    correction = let_sale_stand(made[1], by=staff, note="They keep it.")

    assert again(made[0].order).state == "refunded"
    assert (manual.method, hasattr(manual, "document")) == ("manual", False)
    assert again(made[1].order).state == "paid"
    assert correction.corrects == made[1].document
    assert (has_access(alice, vagus), has_access(alice, back)) == (False, True)
    for failed in made:
        with pytest.raises(ValueError, match="seen to already"):
            return_another_way(failed, by=staff, note="Again.")
    assert audit_here() == []


def test_a_refund_whose_answer_was_lost_is_made_once(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    faults.plan("/v1/refunds", status="timeout", times=3)
    with pytest.raises(gateway.StripeDown):
        refund_all(payment)
    Refund.objects.update(created_at="2026-01-01T00:00Z")

    sync_refunds()
    tell_all()

    assert Refund.objects.get().state == "succeeded"
    assert again(payment.order).state == "refunded"


def test_pc57_disputed_money_is_not_refunded(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    disputes.open_dispute(payment.charge_id)
    tell_all()

    with pytest.raises(CannotRefund, match="dispute"):
        refund_all(payment)


def test_the_learner_reads_why_a_course_is_closed(
    client: Client, alice: User, vagus: Product
) -> None:
    payment = paid(alice, vagus)
    client.force_login(alice)
    disputes.open_dispute(payment.charge_id)
    tell_all()

    page = client.get("/learn/vagus-nerve/").content.decode()

    assert "Your bank took the payment back, or is looking into it." in page


def test_the_learner_reads_that_a_course_was_refunded(
    client: Client, alice: User, vagus: Product
) -> None:
    refund_all(paid(alice, vagus))
    client.force_login(alice)

    page = client.get("/learn/vagus-nerve/").content.decode()

    assert "The payment was refunded." in page


def test_pc58_a_dispute_suspends_then_opens_or_closes(
    alice: User, carol: User, vagus: Product
) -> None:
    ends = []
    for user, won in ((alice, True), (carol, False)):
        opened = disputes.open_dispute(paid(user, vagus).charge_id)
        tell_all()
        suspended = has_access(user, vagus)
        disputes.close_dispute(opened["id"], won=won)
        tell_all()
        ends.append((suspended, has_access(user, vagus)))

    assert ends == [(False, True), (False, False)]
    assert {order.state for order in Order.objects.all()} == {"paid"}
    assert not Document.objects.filter(kind="credit_note").exists()


def test_an_order_says_that_a_chargeback_closed_its_courses(
    alice: User, vagus: Product, sign_in: Any
) -> None:
    payment = paid(alice, vagus)
    address, client = f"/orders/{payment.order.public_id}/", sign_in(alice)
    assert "refund-request" in client.get(address).content.decode()

    disputes.open_dispute(payment.charge_id)
    tell_all()

    page = client.get(address).content.decode()
    assert "so the courses of this order are closed" in page
    assert "refund-request" not in page
    assert client.get(f"{address}refund-request/").headers["Location"] == address


def test_a_dispute_may_leave_the_access_by_a_setting(
    alice: User, vagus: Product, settings: Any
) -> None:
    settings.DISPUTES_SUSPEND_ACCESS = False
    disputes.open_dispute(paid(alice, vagus).charge_id)

    tell_all()

    assert has_access(alice, vagus)


def test_an_inquiry_is_noted_and_may_become_a_chargeback(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    opened = disputes.open_dispute(payment.charge_id, kind="inquiry")
    tell_all()
    asked = (Dispute.objects.get().kind, has_access(alice, vagus))
    disputes.escalate_dispute(opened["id"])

    tell_all()

    assert asked == ("inquiry", True)
    assert (Dispute.objects.get().kind, has_access(alice, vagus)) == ("chargeback", False)


def test_a_status_that_nobody_knows_yet_is_stored() -> None:
    assert kind_of("appeal_needs_response", before=None) == Dispute.Kind.CHARGEBACK
    assert kind_of("warning_something_new", before=None) == Dispute.Kind.INQUIRY


def test_a_fraud_warning_is_a_reason_to_look(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    disputes.warn_of_fraud(payment.charge_id)

    tell_all()

    order = again(payment.order)
    assert order.needs_review
    assert "fraud" in order.review_reason


def test_pc59_numbers_go_up_without_gaps_whatever_fails(
    alice: User, carol: User, vagus: Product, back: Product
) -> None:
    for user, product in ((alice, vagus), (carol, vagus), (alice, back)):
        paid(user, product)

    numbers = list(Document.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == [1, 2, 3]


def test_pc60_money_that_comes_after_an_account_was_closed_is_looked_at(
    alice: User, vagus: Product
) -> None:
    order, session = buy(alice, vagus)
    paying.debit(session)
    settle(session)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    paying.settle_debit(session, succeeds=True)

    tell_all()

    assert (again(order).state, order.needs_review) == ("paid", True)
    assert "closed" in order.review_reason
    assert order.documents.count() == 1


def test_what_a_note_took_back_is_not_taken_back_twice(alice: User, vagus: Product) -> None:
    staff = make_user("lee@example.org", is_staff=True)
    payment = paid(alice, vagus)
    failed = refund_all(payment)
    refunds.fail_refund(str(failed.stripe_refund_id))
    failed = take_refund(str(failed.stripe_refund_id))

    with pytest.raises(CannotRefund):
        refund_all(payment)
    assert refundable(again(payment.order)) == {}

    let_sale_stand(failed, by=staff, note="They keep it.")
    refund_all(payment)
    assert Document.objects.filter(kind="credit_note").count() == 2
    assert again(payment.order).state == "refunded"
    assert audit_here() == []


def test_a_refund_with_words_of_others_on_it_is_external(alice: User, vagus: Product) -> None:
    payment = paid(alice, vagus)
    gateway.client().v1.refunds.create(
        {
            "charge": payment.charge_id,
            "metadata": {"site": settings.PAYMENTS_SITE, "refund": "by hand"},
        }
    )

    tell_all()

    assert Refund.objects.get().origin == "external"
    assert again(payment.order).state == "refunded"
