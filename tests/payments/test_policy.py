"""Who gives money back: the policy by itself within its bounds, else a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Product
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_lesson
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from payments.asking import ask as wish
from payments.asking import decline_request, grant_request
from payments.models import Order, OrderLine, Refund, RefundRequest
from payments.policy import Decision, Study, decide, judge, refundable, study_of
from tests.factories import make_full_course, make_product, publish_course
from tests.payments.buying import buy
from tests.payments.factories import make_order, make_refund
from tests.study import finish

AUTOMATIC, STAFF = Decision.AUTOMATIC, Decision.STAFF
PAID = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def product(edition: Edition) -> Product:
    return make_product(edition.course, aud=9900, gbp=4900)


@pytest.fixture
def other_product(edition: Edition) -> Product:
    """A second course, of nine lessons and a quiz."""
    course = make_full_course("breathing", lessons=9, title="Breathing")
    publish_course(course)
    return make_product(course, aud=4900)


@pytest.fixture
def order(alice: User, product: Product) -> Order:
    return buy(alice, [product])


@pytest.fixture
def buyer(alice: User, sign_in: Any) -> Client:
    client: Client = sign_in(alice)
    return client


def ask(client: Client, order: Order, *lines: OrderLine, message: str = "It is dull.") -> Any:
    chosen = lines or tuple(order.lines.all())
    data = {"lines": [str(line.public_id) for line in chosen], "message": message}
    return client.post(f"/orders/{order.public_id}/refund-request/", data)


def study(user: User, lessons: int) -> None:
    """Complete the first lessons of the course that was bought last."""
    enrolment = Enrolment.objects.filter(learner=user).latest("pk")
    items = enrolment.edition.items.filter(lesson_version__isnull=False).order_by("position")
    for item in items[:lessons]:
        complete_lesson(enrolment, item)


@pytest.mark.parametrize(
    ("after", "study", "decision"),
    [
        (timedelta(0), Study(10, 0), AUTOMATIC),
        (timedelta(days=14), Study(10, 1), AUTOMATIC),
        (timedelta(days=14, seconds=1), Study(10, 0), STAFF),
        (timedelta(days=1), Study(10, 2), STAFF),
        (timedelta(days=1), Study(11, 2), AUTOMATIC),
        (timedelta(days=1), Study(100, 19), AUTOMATIC),
        (timedelta(days=1), Study(100, 20), STAFF),
        (timedelta(days=1), Study(3, 1), STAFF),
        (timedelta(days=1), Study(0, 0), AUTOMATIC),
        (timedelta(days=1), Study(10, 0, was_completed=True), STAFF),
    ],
)
def test_the_policy_grants_within_its_bounds(
    after: timedelta, study: Study, decision: Decision
) -> None:
    order = Order(country="AU", paid_at=PAID, digital_consent_at=PAID)

    assert judge(order, [study], at=PAID + after) == decision


def test_one_line_too_far_studied_leaves_all_to_a_person() -> None:
    order = Order(country="GB", paid_at=PAID, digital_consent_at=PAID)

    assert judge(order, [Study(10, 0), Study(10, 9)], at=PAID) == STAFF


@pytest.mark.parametrize(
    ("country", "consent", "after", "decision"),
    [
        ("GB", None, timedelta(days=14), AUTOMATIC),
        ("GB", None, timedelta(days=15), STAFF),
        ("GB", PAID, timedelta(days=1), STAFF),
        ("AU", None, timedelta(days=1), STAFF),
    ],
)
def test_in_the_uk_who_did_not_consent_keeps_the_right_to_cancel(
    country: str, consent: datetime | None, after: timedelta, decision: Decision
) -> None:
    order = Order(country=country, paid_at=PAID, digital_consent_at=consent)

    assert judge(order, [Study(10, 10, was_completed=True)], at=PAID + after) == decision


def test_an_unpaid_order_is_no_matter_of_the_policy() -> None:
    assert judge(Order(country="AU"), [], at=PAID) == STAFF


def test_study_counts_lessons_and_quizzes(alice: User, order: Order) -> None:
    line = order.lines.get()
    assert study_of(line) == Study(3, 0)

    study(alice, 1)
    assert study_of(line) == Study(3, 1)


def test_a_certificate_is_seen(alice: User, order: Order) -> None:
    finish(Enrolment.objects.get(learner=alice))

    assert study_of(order.lines.get()) == Study(3, 3, was_completed=True)
    assert decide(order, list(order.lines.all()), at=timezone.now()) == STAFF


@pytest.mark.django_db
def test_what_is_on_its_way_back_cannot_be_asked_for_again() -> None:
    order = make_order(lines=[9900, 4900, 0])
    first, second, _ = order.lines.all()
    make_refund(order, 9900, 1000, state=Refund.State.PENDING)

    assert refundable(order) == {second: 3900}
    order.refunds.update(state=Refund.State.FAILED)
    assert refundable(order) == {first: 9900, second: 4900}


@pytest.mark.django_db
def test_of_an_unpaid_order_nothing_is_refundable() -> None:
    assert refundable(make_order(state=Order.State.EXPIRED)) == {}


def test_the_page_says_the_policy_in_plain_words(buyer: Client, order: Order) -> None:
    answer = buyer.get(f"/orders/{order.public_id}/refund-request/").content.decode()

    for words in ("within 14 days of paying", "less than 20 %", "answers within 5 days",
                  "The vagus nerve, A$99.00"):  # fmt: skip
        assert words in answer
    assert "no refund" not in answer.lower()


def test_what_the_policy_grants_is_sent_at_once(buyer: Client, order: Order) -> None:
    answer = ask(buyer, order)

    refund = Refund.objects.get()
    order.refresh_from_db()
    assert answer.headers["Location"] == f"/orders/{order.public_id}/"
    assert (refund.state, refund.amount, refund.origin) == ("succeeded", 9900, "buyer")
    assert (refund.reason, refund.note) == ("changed_mind", "It is dull.")
    assert order.state == Order.State.REFUNDED
    assert not Enrolment.objects.active()
    assert not RefundRequest.objects.exists()
    assert [document.kind for document in order.documents.order_by("pk")] == [
        "tax_invoice",
        "credit_note",
    ]


def test_pc53_one_line_of_two_is_given_back(
    buyer: Client, alice: User, product: Product, other_product: Product
) -> None:
    order = buy(alice, [product, other_product])
    first, second = order.lines.all()
    ask(buyer, order, second)

    order.refresh_from_db()
    second.refresh_from_db()
    assert order.state == Order.State.PARTIALLY_REFUNDED
    assert (second.refunded, first.refunded) == (4900, 0)
    assert [row.course.slug for row in Enrolment.objects.active()] == ["vagus-nerve"]


def test_little_study_is_no_hindrance(buyer: Client, alice: User, other_product: Product) -> None:
    order = buy(alice, [other_product])
    study(alice, 1)
    ask(buyer, order)

    assert Refund.objects.get().state == "succeeded"


def test_more_than_the_policy_grants_goes_to_a_person(
    buyer: Client, alice: User, order: Order
) -> None:
    study(alice, 1)
    answer = ask(buyer, order)

    request = RefundRequest.objects.get()
    assert answer.headers["Location"] == f"/orders/{order.public_id}/refund-request/"
    assert (request.message, list(request.lines.all())) == ("It is dull.", list(order.lines.all()))
    assert not Refund.objects.exists()
    assert Enrolment.objects.active().exists()


def test_after_fourteen_days_a_person_decides(buyer: Client, order: Order) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=False):
        ask(buyer, order)

    assert RefundRequest.objects.get().state == "open"


def test_the_page_says_what_happens_next_and_by_when(
    buyer: Client, alice: User, order: Order
) -> None:
    study(alice, 1)
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=UTC), tick=False):
        ask(buyer, order)
        answer = buyer.get(f"/orders/{order.public_id}/refund-request/").content.decode()

    assert "We have your request" in answer
    assert "by 6 December 2026 at the latest" in answer


def test_a_person_and_the_buyer_are_told_of_a_request(
    buyer: Client, alice: User, order: Order
) -> None:
    study(alice, 1)
    ask(buyer, order)
    Job.objects.exclude(kind__startswith="payments.mail").delete()
    work_all()

    causes = {
        str(mail.cause).partition(":")[0] for mail in Mail.objects.filter(cause__isnull=False)
    }
    assert {"request-opened", "request-received"} <= causes


def test_asking_twice_is_one_request(buyer: Client, alice: User, order: Order) -> None:
    study(alice, 1)
    ask(buyer, order)
    ask(buyer, order, message="Again.")

    assert RefundRequest.objects.get().message == "It is dull."


def test_asking_twice_is_one_refund(buyer: Client, order: Order) -> None:
    ask(buyer, order)
    answer = ask(buyer, order)

    assert Refund.objects.count() == 1
    assert answer.headers["Location"] == f"/orders/{order.public_id}/"


def test_the_same_wish_at_the_same_moment_is_one_refund(alice: User, order: Order) -> None:
    lines = list(order.lines.all())

    assert [wish(order, lines, by=alice, message="") for _ in range(2)] == [None, None]
    assert (Refund.objects.count(), RefundRequest.objects.count()) == (1, 0)


def test_pc57_money_that_a_bank_holds_goes_to_a_person(buyer: Client, order: Order) -> None:
    order.payments.get().disputes.create(
        stripe_dispute_id="dp_1", kind="chargeback", status="needs_response", amount=9900,
        currency="AUD", opened_at=PAID,
    )  # fmt: skip
    ask(buyer, order)

    assert RefundRequest.objects.get().state == "open"


@pytest.mark.parametrize("lines", [[], ["00000000-0000-4000-8000-000000000000"], ["x"]])
def test_nothing_chosen_is_said(lines: list[str], buyer: Client, order: Order) -> None:
    answer = buyer.post(f"/orders/{order.public_id}/refund-request/", {"lines": lines})

    assert answer.status_code == 422
    assert not Refund.objects.exists()


def test_pc25_nobody_asks_for_the_money_of_others(order: Order, carol: User, sign_in: Any) -> None:
    assert ask(sign_in(carol), order).status_code == 404
    assert not Refund.objects.exists()


def test_an_unpaid_order_leads_back(buyer: Client, alice: User) -> None:
    order = make_order(alice, state=Order.State.EXPIRED)

    answer = buyer.get(f"/orders/{order.public_id}/refund-request/")
    assert answer.headers["Location"] == f"/orders/{order.public_id}/"


def test_a_request_is_answered_once(buyer: Client, alice: User, dan: User, order: Order) -> None:
    study(alice, 1)
    ask(buyer, order)
    request = RefundRequest.objects.get()
    decline_request(request, by=dan, answer="You have nearly finished it.")

    with pytest.raises(ValueError, match="answered already"):
        grant_request(request, by=dan)
    assert (
        "You have nearly finished it." in buyer.get(f"/orders/{order.public_id}/").content.decode()
    )


def test_a_no_says_why(buyer: Client, alice: User, dan: User, order: Order) -> None:
    study(alice, 1)
    ask(buyer, order)

    with pytest.raises(ValueError, match="Say why"):
        decline_request(RefundRequest.objects.get(), by=dan, answer=" ")


def test_asking_is_limited(buyer: Client, order: Order) -> None:
    for _ in range(10):
        buyer.post(f"/orders/{order.public_id}/refund-request/", {"lines": []})

    assert ask(buyer, order).status_code == 429
