"""Each mail goes out once for its cause, with what it must say, as text and as HTML."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.enrolling import enrol
from courses.enrolment.models import Grant
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from payments.alerting import post_audit_mail
from payments.asking import decline_request, keep_request
from payments.consent import CONSENT_TEXT, CONSENT_VERSION
from payments.documents.issuing import issue_credit_note, issue_invoice
from payments.findings import Finding
from payments.jobs import audit as audit_everything
from payments.models import Dispute, Order, Payment, Refund, StripeEvent
from payments.telling import post_mail
from tests.factories import make_product
from tests.payments.factories import Wanted, make_order, make_payment, make_refund

AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)


@pytest.fixture
def order(alice: User, edition: Edition) -> Order:
    """Alice bought the course, and may begin."""
    product = make_product(edition.course, aud=9900)
    made = make_order(
        alice,
        lines=[Wanted(9900, product=product)],
        at=AT,
        digital_consent_version=CONSENT_VERSION,
    )
    enrol(alice, edition.course, kind=Grant.Kind.PURCHASE, reference=made.lines.get().reference)
    issue_invoice(made, at=AT)
    return made


def mails() -> list[Mail]:
    """Run every job; return what was written about payments."""
    work_all()
    assert not Job.objects.exclude(last_error=""), Job.objects.exclude(last_error="").values()
    return list(Mail.objects.filter(cause__isnull=False).order_by("created_at"))


def the_mail() -> Mail:
    (mail,) = mails()
    return mail


def make_dispute(order: Order, **values: Any) -> Dispute:
    defaults = {
        "payment": order.payments.get(),
        "stripe_dispute_id": "dp_1",
        "kind": Dispute.Kind.CHARGEBACK,
        "status": "needs_response",
        "reason": "product_not_received",
        "amount": 9900,
        "currency": "AUD",
        "opened_at": AT,
        "evidence_due_by": AT,
    }
    return Dispute.objects.create(**{**defaults, **values})


def test_an_order_is_confirmed_with_its_invoice_and_the_consent(order: Order) -> None:
    post_mail("confirm_order", order)

    mail = the_mail()
    assert mail.to == "alice@example.org"
    assert mail.subject == f"Your order {order.reference}: The vagus nerve"
    for part in (mail.text, mail.html):
        assert str(CONSENT_TEXT) in part
        assert "On 26 November 2026, 01:30 AEDT you agreed" in part
        assert "A$99.00" in part
        assert "/learn/vagus-nerve/lessons/lesson-1/" in part
        assert f"/orders/{order.public_id}/" in part
    (attachment,) = mail.attachments
    assert attachment["name"] == "TEST-AU-INV-000001.pdf"
    assert attachment["place"] == order.documents.get().file.name


def test_pc02_an_order_is_confirmed_once(order: Order) -> None:
    for _ in range(2):
        post_mail("confirm_order", order)
        mails()
    Job.objects.all().delete()
    post_mail("confirm_order", order)

    assert len(mails()) == 1


def test_pc35_a_free_order_is_confirmed_without_consent(alice: User) -> None:
    order = make_order(alice, lines=[0], at=AT, digital_consent_at=None, digital_consent_version="")
    issue_invoice(order, at=AT)
    post_mail("confirm_order", order)

    mail = the_mail()
    assert "A$0.00" in mail.text
    assert "you agreed" not in mail.text
    assert len(mail.attachments) == 1


def test_a_closed_account_gets_no_mail(order: Order, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    post_mail("confirm_order", order)

    assert mails() == []


def test_pc60_an_order_without_a_buyer_gets_no_mail(order: Order) -> None:
    Order.objects.update(user=None)
    post_mail("confirm_order", order)

    assert mails() == []


def test_pc47_a_debit_on_its_way_is_told(alice: User) -> None:
    order = make_order(alice, state=Order.State.PROCESSING, at=AT)
    post_mail("payment_processing", make_payment(order, state=Payment.State.PROCESSING))

    mail = the_mail()
    assert mail.subject == f"Your payment for order {order.reference} is on its way"
    assert "There is nothing that you have to do." in mail.text


def test_pc48_a_debit_that_came_back_leads_to_paying_again(alice: User) -> None:
    order = make_order(alice, state=Order.State.AWAITING_PAYMENT, at=AT)
    post_mail("payment_failed", make_payment(order, state=Payment.State.FAILED))

    mail = the_mail()
    assert "Nothing was charged" in mail.text
    assert f"Pay another way: http://localhost:8000/orders/{order.public_id}/" in mail.text
    assert "until 26 November 2026, 02:30 AEDT" in mail.html


def test_pc17_an_old_failure_is_not_told_after_success(order: Order) -> None:
    post_mail("payment_failed", make_payment(order, state=Payment.State.FAILED))

    assert mails() == []


def test_a_refund_is_told_with_its_note(order: Order) -> None:
    refund = make_refund(order, 4900)
    issue_credit_note(refund, at=AT)
    post_mail("refund_sent", refund)

    mail = the_mail()
    assert mail.subject == f"Your refund of A$49.00 for order {order.reference}"
    for words in ("The vagus nerve: A$49.00", "14 days at most", "TEST-AU-CN-000001"):
        assert words in mail.text
        assert words in mail.html
    assert [file["name"] for file in mail.attachments] == ["TEST-AU-CN-000001.pdf"]
    assert "courses are closed" not in mail.text


def test_a_refund_that_closes_a_course_says_so(order: Order) -> None:
    order.lines.update(revoked_at=AT)
    post_mail("refund_sent", make_refund(order))

    assert "The courses are closed with it." in the_mail().text


def test_pc50_money_paid_twice_comes_back_without_a_note(order: Order) -> None:
    extra = make_payment(order, state=Payment.State.SUCCEEDED, succeeded_at=AT)
    post_mail("refund_sent", make_refund(order, 0, payment=extra, amount=9900))

    mail = the_mail()
    assert "You had paid twice" in mail.text
    assert mail.attachments == []


def test_a_request_is_answered(order: Order, dan: User) -> None:
    request = keep_request(order, list(order.lines.all()), by=order.user, message="It is dull.")  # type: ignore[arg-type]
    received, opened = sorted(mails(), key=lambda mail: mail.to)
    decline_request(request, by=dan, answer="You have a certificate <for> it.")

    answer = mails()[-1]
    assert "A person reads it and answers within 5 days" in received.text
    assert (opened.to, "It is dull." in opened.text) == ("support@example.org", True)
    assert "You have a certificate <for> it." in answer.text
    assert "You have a certificate &lt;for&gt; it." in answer.html
    assert "Your rights under consumer law" in answer.text


def failed_refund(order: Order) -> None:
    refund = make_refund(order, state=Refund.State.FAILED, failure_reason="lost_or_stolen_card")
    post_mail("refund_failed", refund)


def opened_dispute(order: Order) -> None:
    post_mail("dispute_opened", make_dispute(order))


def opened_inquiry(order: Order) -> None:
    inquiry = make_dispute(order, kind=Dispute.Kind.INQUIRY, evidence_due_by=None, reason="")
    post_mail("dispute_opened", inquiry)


def review(order: Order) -> None:
    post_mail("review_needed", order, about="The amount is another.")


def dead_event(order: Order) -> None:
    event = StripeEvent.objects.create(
        event_id="evt_1", type="refund.updated", created=AT, raw_body="{}", last_error="Broken."
    )
    post_mail("event_dead", event)


def audit(order: Order) -> None:
    findings = [Finding("document_gap", "AU-INV", f"Number {n} is missing.") for n in range(60)]
    post_audit_mail(findings, on=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("act", "subject", "words"),
    [
        (failed_refund, "A refund of A$99.00 failed", "lost_or_stolen_card"),
        (opened_dispute, "Chargeback over A$99.00", "25 November 2026, 14:30 UTC"),
        (opened_inquiry, "Inquiry over A$99.00", "may settle an inquiry"),
        (review, "needs review", "The amount is another."),
        (dead_event, "A message from Stripe was given up: refund.updated", "Broken."),
        (audit, "The audit of 2026-11-25 found 60 differences", "And: 10 more"),
    ],
)
def test_staff_are_told_of_what_needs_a_person(
    act: Callable[[Order], None], subject: str, words: str, order: Order
) -> None:
    act(order)

    mail = the_mail()
    assert mail.to == "support@example.org"
    assert subject in mail.subject
    assert words in mail.text
    assert "http://localhost:8000/cms/sales/" in mail.text
    assert "alice@example.org" not in mail.text + mail.html


def test_the_nightly_audit_tells_staff_of_differences_only(order: Order) -> None:
    work_all()
    audit_everything()
    assert [mail.text for mail in mails()] == []

    order.lines.update(refunded=100)
    audit_everything()
    assert "The line does not show what was refunded." in the_mail().text


def test_each_reason_for_a_review_is_told_once(order: Order) -> None:
    for reason in ("First.", "Second.", "First."):
        post_mail("review_needed", order, about=reason)

    assert [("First." in mail.text, "Second." in mail.text) for mail in mails()] == [
        (True, False),
        (False, True),
    ]
