"""Whom we believe: only what Stripe signed, only what we asked for, only the owner (PC18 to
PC29)."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Product
from payments import gateway
from payments.models import Order, Payment, StripeEvent
from payments.sandbox import clock, paying
from payments.sandbox.models import SandboxEvent
from payments.sandbox.signing import signature, signed_request
from payments.settling import NotOurs, settle
from payments.views.webhooks import LARGEST, REFUSED
from tests.payments.oracle import FOLDER
from tests.payments.shop import buy, events, has_access, newest, post, tell, tell_all, work

WEBHOOK = "/webhooks/stripe/"


@pytest.fixture
def paid(alice: User, vagus: Product) -> Order:
    """An order whose money Stripe has, and of which we know nothing yet."""
    order, session = buy(alice, vagus)
    paying.pay(session)
    return order


def knock(body: bytes, header: str | None) -> int:
    headers = {} if header is None else {"Stripe-Signature": header}
    answer = Client().post(WEBHOOK, body, content_type="application/json", headers=headers)
    return answer.status_code


def message() -> tuple[bytes, str]:
    body, headers = signed_request(events()[-1])
    return body, headers["Stripe-Signature"]


def test_pc18_what_nobody_signed_is_refused_and_not_kept(paid: Order) -> None:
    body, _ = message()

    statuses = [knock(body, header) for header in ("", "nonsense", "t=1,v1=00", "t=x,v1=00", ",,")]

    assert statuses == [400] * 5
    assert not StripeEvent.objects.exists()
    assert cache.get(REFUSED) == 5


def test_pc19_both_secrets_count_while_one_is_rolled(paid: Order, settings: Any) -> None:
    event = events()[-1]
    before = post(Client(), event, secret="whsec_new")
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", settings.SANDBOX_WEBHOOK_SECRET]

    after = [post(Client(), event, secret=secret) for secret in ("whsec_new", "first")]

    assert (before, after) == (400, [200, 200])


def test_without_a_secret_nothing_is_taken_in(paid: Order, settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = []

    assert post(Client(), events()[-1]) == 400


def test_pc20_no_header_is_refused(paid: Order) -> None:
    assert knock(message()[0], None) == 400


def test_pc21_an_altered_body_is_refused(paid: Order) -> None:
    body, header = message()

    assert knock(body.replace(b"9900", b"9901"), header) == 400


@pytest.mark.parametrize(("seconds", "status"), [(-301, 400), (-299, 200), (299, 200), (302, 400)])
def test_a_stale_signature_and_one_from_the_future_are_refused(
    paid: Order, seconds: int, status: int, settings: Any
) -> None:
    body, _ = message()
    header = signature(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now() + seconds)

    assert knock(body, header) == status


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"id": 1}', b"\xff\xfe"])
def test_a_signed_body_that_is_no_event_is_refused(body: bytes, db: None, settings: Any) -> None:
    header = signature(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())

    assert knock(body, header) == 400


def test_a_body_over_a_mebibyte_is_refused_unread(db: None) -> None:
    assert knock(b"x" * (LARGEST + 1), "t=1,v1=00") == 413


def test_a_length_that_is_no_number_is_refused(db: None) -> None:
    response = Client().post(WEBHOOK, b"x", content_type="text/plain", CONTENT_LENGTH="many")

    assert response.status_code == 413


def test_what_nobody_signed_is_refused_while_the_cache_is_away(db: None, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "cpd.caching.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    assert knock(b"{}", "t=1,v1=00") == 400


def test_only_a_post_is_answered(db: None) -> None:
    assert Client().get(WEBHOOK).status_code == 405


def test_pc22_a_cheap_session_pays_for_no_dear_order(alice: User, vagus: Product) -> None:
    order, _ = buy(alice, vagus)
    cheap = _session(str(order.public_id), amount=100)
    paying.pay(cheap)

    settle(cheap)

    order.refresh_from_db()
    assert (order.state, order.needs_review) == ("awaiting_payment", True)
    assert not has_access(alice, vagus)


def _session(order_id: str, *, amount: int, currency: str = "AUD") -> str:
    made = gateway.create_session(
        key=f"{order_id}:{amount}:{currency}",
        items=[gateway.Item("Other", amount, "txcd_20060058")],
        currency=currency,
        order_id=order_id,
        attempt=9,
        email="mallory@example.org",
        expires_at=Order.objects.latest("pk").expires_at,
        success_url="https://example.org/?session_id={CHECKOUT_SESSION_ID}",
        cancel_url="https://example.org/",
    )
    return made.id


def test_pc23_money_in_another_currency_pays_for_nothing(alice: User, vagus: Product) -> None:
    order, _ = buy(alice, vagus)
    other = _session(str(order.public_id), amount=9900, currency="GBP")
    paying.pay(other)

    settle(other)

    order.refresh_from_db()
    assert (order.state, order.needs_review) == ("awaiting_payment", True)


def test_pc24_a_return_link_used_again_gives_nothing_more(
    alice: User, vagus: Product, sign_in: Any, paid: Order
) -> None:
    client = sign_in(alice)
    address = f"{reverse('payments:return')}?session_id={newest(paid).session_id}"

    pages = [client.get(address) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "Start the first lesson" in pages[2].content.decode()
    assert paid.documents.count() == 1


def test_pc25_somebody_elses_session_does_not_exist(
    carol: User, vagus: Product, sign_in: Any, paid: Order
) -> None:
    address = f"{reverse('payments:return')}?session_id={newest(paid).session_id}"

    assert sign_in(carol).get(address).status_code == 404
    assert not has_access(carol, vagus)


@pytest.mark.parametrize("session", ["", "cs_test_unknown", "evt_1", "x" * 500, "cs_%00"])
def test_a_session_that_is_none_does_not_exist(alice: User, sign_in: Any, session: str) -> None:
    address = f"{reverse('payments:return')}?session_id={session}"

    assert sign_in(alice).get(address).status_code == 404


def test_the_return_of_an_unpaid_session_gives_nothing(
    alice: User, vagus: Product, sign_in: Any
) -> None:
    _, session = buy(alice, vagus)

    page = sign_in(alice).get(f"{reverse('payments:return')}?session_id={session}")

    assert "We are waiting for the payment" in page.content.decode()
    assert not has_access(alice, vagus)


def test_pc26_an_unknown_event_is_kept_and_ignored(paid: Order, settings: Any) -> None:
    body, _ = message()
    foreign = {**json.loads(body), "id": "evt_foreign", "type": "customer.created"}
    raw = json.dumps(foreign).encode()
    header = signature(raw, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())

    assert knock(raw, header) == 200
    work()

    assert StripeEvent.objects.get().state == "ignored"


def test_pc27_another_sites_event_is_ignored(paid: Order, settings: Any) -> None:
    settings.PAYMENTS_SITE = "other.example"

    tell_all()

    assert {event.state for event in StripeEvent.objects.all()} == {"ignored"}
    paid.refresh_from_db()
    assert paid.state == "awaiting_payment"
    with pytest.raises(NotOurs):
        settle(str(newest(paid).session_id))


def test_pc28_test_money_in_a_live_site_is_ignored(paid: Order, settings: Any) -> None:
    settings.PAYMENTS_LIVE = True

    tell_all()

    assert {event.state for event in StripeEvent.objects.all()} == {"ignored"}
    paid.refresh_from_db()
    assert paid.state == "awaiting_payment"


def test_pc29_nobody_tests_cards_here(alice: User, vagus: Product, sign_in: Any) -> None:
    order, _ = buy(alice, vagus)
    client = sign_in(alice)

    statuses = [
        client.post(reverse("payments:pay", args=[order.public_id])).status_code for _ in range(11)
    ]

    assert statuses == [*[303] * 10, 429]
    assert Payment.objects.count() == 1


OLD = sorted((FOLDER / "fixtures").glob("*/*.json")) if FOLDER.is_dir() else []


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_pc61_payloads_of_every_version_are_taken_in_and_harm_nothing(
    path: Path, db: None, settings: Any
) -> None:
    text = path.read_text("utf-8")
    kept = json.loads(text)
    if not isinstance(kept, dict) or kept.get("object") != "event":
        return
    settings.PAYMENTS_LIVE = bool(kept.get("livemode"))
    raw = text.encode()
    header = signature(raw, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())

    assert knock(raw, header) == 200
    work()

    assert StripeEvent.objects.get().state == "ignored"


def test_the_news_of_an_old_version_is_right_by_looking(paid: Order, settings: Any) -> None:
    body, _ = message()
    old = json.loads(body)
    old |= {"api_version": "2019-02-19", "data": {"object": {"id": newest(paid).session_id}}}
    old["data"]["object"]["object"] = "checkout.session"
    raw = json.dumps(old).encode()
    header = signature(raw, secret=settings.SANDBOX_WEBHOOK_SECRET, at=clock.now())

    assert knock(raw, header) == 200
    work()

    paid.refresh_from_db()
    assert paid.state == "paid"


def test_nothing_is_kept_that_was_told_and_not_asked_for(paid: Order) -> None:
    tell(SandboxEvent.objects.filter(type="charge.succeeded"))

    assert StripeEvent.objects.get().state == "ignored"
