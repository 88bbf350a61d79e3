"""A basket that changes after its order was placed, as a buyer does it with the back button."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from payments.models import Order, PromotionCode
from payments.sandbox import faults
from payments.sandbox.paying import NotOpen, pay


@pytest.fixture
def buyer(alice: User, vagus: Product, sign_in: Any) -> Client:
    """Alice, with a course in her basket."""
    client: Client = sign_in(alice)
    client.post(f"/checkout/add/{vagus.public_id}/")
    return client


def send(client: Client, total: int) -> Any:
    details = {"name": "Alice Nguyễn", "country": "AU", "consent": "on", "terms": "on"}
    return client.post("/checkout/", {**details, "shown": f"AU {total}"})


def states() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("state", flat=True))


def test_a_changed_basket_closes_the_old_page(buyer: Client, back: Product) -> None:
    send(buyer, 9900)
    old = Order.objects.get().payments.get()
    buyer.post(f"/checkout/add/{back.public_id}/")

    assert send(buyer, 17800).status_code == 303

    assert states() == ["cancelled", "awaiting_payment"]
    with pytest.raises(NotOpen):
        pay(str(old.session_id))


def test_the_code_goes_along_with_the_changed_basket(buyer: Client, back: Product) -> None:
    PromotionCode.objects.create(code="HALF", percent_bp=5000, max_redemptions=1)
    buyer.post("/checkout/code/", {"code": "half"})
    send(buyer, 4950)
    assert "A$49.50" in buyer.get("/checkout/").content.decode()
    assert send(buyer, 4950).status_code == 303
    buyer.post(f"/checkout/add/{back.public_id}/")

    assert send(buyer, 8900).status_code == 303

    assert states() == ["cancelled", "awaiting_payment"]
    assert PromotionCode.objects.get().taken_count == 1


def test_what_was_paid_on_the_old_page_is_not_given_up(buyer: Client, back: Product) -> None:
    send(buyer, 9900)
    pay(str(Order.objects.get().payments.get().session_id))
    buyer.post(f"/checkout/add/{back.public_id}/")

    send(buyer, 17800)

    assert states() == ["paid"]


def test_an_old_page_that_cannot_be_closed_stops_the_new_one(buyer: Client, back: Product) -> None:
    send(buyer, 9900)
    session_id = Order.objects.get().payments.get().session_id
    buyer.post(f"/checkout/add/{back.public_id}/")
    faults.plan(f"/v1/checkout/sessions/{session_id}/expire", status=500, times=9)

    response = send(buyer, 17800)

    assert response.headers["Location"] == "/checkout/"
    assert states() == ["awaiting_payment"]


def test_a_code_with_a_null_character_is_only_an_unknown_code(buyer: Client) -> None:
    buyer.post("/checkout/code/", {"code": "ha\x00lf"})

    assert buyer.session["promotion_code"] == "half"
