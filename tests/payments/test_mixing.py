"""Facts that come mixed."""

from accounts.models import User
from courses.catalogue.models import Product
from payments import gateway
from payments.auditing import audit_here
from payments.models import Order
from payments.reconciling import fetch_missing
from payments.sandbox import disputes, paying, refunds
from tests.payments.shop import buy, events, has_access, tell, tell_all, work

DECLINED, PAYS = "4000000000000002", "4242424242424242"


def _declined_then_paid(user: User, product: Product) -> tuple[Order, str]:
    """Pay after a refusal that the site has seen; the payment itself it has not seen yet."""
    order, session = buy(user, product)
    paying.pay(session, card=DECLINED)
    tell_all()
    paying.pay(session, card=PAYS)
    charge = gateway.retrieve_session(session).charge
    assert charge is not None
    return order, charge.id


def test_a_refund_told_before_its_payment_takes_the_course(alice: User, vagus: Product) -> None:
    order, charge_id = _declined_then_paid(alice, vagus)
    refunds.refund_in_dashboard(charge_id)

    tell(reversed(events()))

    order.refresh_from_db()
    assert (order.state, has_access(alice, vagus)) == ("refunded", False)
    assert audit_here() == []


def test_a_refund_found_by_looking_before_its_payment_takes_the_course(
    alice: User, vagus: Product
) -> None:
    order, charge_id = _declined_then_paid(alice, vagus)
    refunds.refund_in_dashboard(charge_id)

    fetch_missing()
    work()

    order.refresh_from_db()
    assert (order.state, has_access(alice, vagus)) == ("refunded", False)


def test_a_dispute_told_before_its_payment_holds_the_course(alice: User, vagus: Product) -> None:
    order, charge_id = _declined_then_paid(alice, vagus)
    disputes.open_dispute(charge_id)

    tell(reversed(events()))

    order.refresh_from_db()
    assert (order.state, has_access(alice, vagus)) == ("paid", False)
