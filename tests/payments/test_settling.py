"""Money received, once: whatever brings the news, how often and in which order."""

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.models import Grant
from payments.auditing import audit_at_stripe, audit_here
from payments.models import Document
from payments.sandbox import paying
from payments.settling import settle
from tests.payments.shop import buy, events, has_access, mails, newest, tell, tell_all


def test_a_card_payment_opens_the_course_at_once(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)

    settle(session)

    order.refresh_from_db()
    payment = newest(order)
    assert (order.state, payment.state, payment.pays_order) == ("paid", "succeeded", True)
    assert has_access(alice, vagus)
    assert (payment.method, payment.brand, payment.last4) == ("card", "visa", "4242")
    assert order.tax_total == 900


def test_the_news_alone_does_the_same(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)

    tell_all()

    order.refresh_from_db()
    assert order.state == "paid"
    assert has_access(alice, vagus)
    assert mails() == ["order-confirmation"]


def test_pc02_everything_at_once_and_again_gives_once(alice: User, vagus: Product) -> None:
    _, session = buy(alice, vagus)
    paying.pay(session)

    for _ in range(3):
        settle(session)
        tell_all()
        tell(events()[::-1])

    assert Grant.objects.count() == 1
    assert Document.objects.count() == 1
    assert mails() == ["order-confirmation"]
    assert audit_here() == []
    assert audit_at_stripe() == []


def test_pc48_a_declined_card_gives_nothing(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session, card="4000000000000002")

    tell_all()
    settle(session)

    order.refresh_from_db()
    payment = newest(order)
    assert (order.state, payment.state) == ("awaiting_payment", "open")
    assert payment.failure_code == "generic_decline"
    assert not has_access(alice, vagus)
    assert mails() == []


def test_pc47_a_debit_opens_the_course_only_when_it_arrives(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.debit(session)
    tell_all()
    order.refresh_from_db()
    before = (order.state, has_access(alice, vagus))

    paying.settle_debit(session, succeeds=True)
    tell_all()

    order.refresh_from_db()
    assert before == ("processing", False)
    assert (order.state, has_access(alice, vagus)) == ("paid", True)
    assert mails() == ["order-confirmation", "payment-processing"]
