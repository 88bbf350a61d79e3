"""The unmodified client over real HTTP, against a server of its own in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
import stripe

from tests import prepared

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty site on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    folder = tmp_path_factory.mktemp("var")
    prepared.copy_to(folder / "db.sqlite3")
    env = kept | {
        "DJANGO_SETTINGS_MODULE": "cpd.settings",
        "VAR_DIR": str(folder),
        "PORT": str(port),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.payments.sandbox.serving"], cwd=ROOT, env=env
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/livez")
        yield f"http://127.0.0.1:{port}/_sandbox/stripe"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address: str) -> None:
    """Ask until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 our own server
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def connect(address: str, key: str = "sk_test_sandbox") -> stripe.StripeClient:
    """Return a client as the site makes it, but over the network."""
    return stripe.StripeClient(
        key,
        http_client=stripe.RequestsClient(timeout=10),
        max_network_retries=2,
        base_addresses={"api": address},
    )


def test_a_session_is_opened_paid_and_refunded_over_http(address: str) -> None:
    v1 = connect(address).v1
    price = {
        "currency": "gbp",
        "unit_amount": 4900,
        "product_data": {"name": "Nervus vagus – Atem & Ruhe €"},
    }
    session = v1.checkout.sessions.create(
        {
            "mode": "payment",
            "line_items": [{"quantity": 1, "price_data": price}],
            "success_url": "https://example.org/?session_id={CHECKOUT_SESSION_ID}",
        },  # type: ignore[arg-type]
        {"idempotency_key": "once"},
    )
    method = v1.payment_methods.create({"type": "card", "card": {"token": "tok_visa"}})
    confirm = f"/v1/payment_pages/{session.id}/confirm"
    connect(address).raw_request("post", confirm, payment_method=method.id, expected_amount=4900)
    paid = v1.checkout.sessions.retrieve(
        session.id, {"expand": ["line_items", "payment_intent.latest_charge"]}
    ).to_dict()
    refund = v1.refunds.create({"payment_intent": paid["payment_intent"]["id"], "amount": 900})

    assert paid["payment_status"] == "paid"
    assert paid["line_items"]["data"][0]["description"] == "Nervus vagus – Atem & Ruhe €"
    assert refund.status == "succeeded"
    assert [found.id for found in v1.refunds.list({"limit": 1}).data] == [refund.id]
    with pytest.raises(stripe.CardError):
        v1.payment_intents.create(
            {
                "amount": 900,
                "currency": "aud",
                "confirm": True,
                "payment_method": "pm_card_chargeDeclined",
            }
        )


def test_only_the_key_opens_the_api(address: str) -> None:
    with pytest.raises(stripe.AuthenticationError):
        connect(address, key="sk_test_wrong").v1.customers.list()


def test_customers_can_be_deleted_over_http(address: str) -> None:
    v1 = connect(address).v1
    customer = v1.customers.create({"email": "a@example.org", "metadata": {"a": "1"}})

    v1.customers.delete(customer.id)

    assert getattr(v1.customers.retrieve(customer.id), "deleted", False) is True
