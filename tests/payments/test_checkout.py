"""The checkout: what it shows, what it asks, what it refuses, and what it places."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Price, Product
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from payments.consent import CONSENT_VERSION, TERMS_VERSION
from payments.models import Order, PromotionCode, SellerEntity
from payments.sandbox.paying import pay
from tests.factories import enrol_free, make_bundle, make_full_course, make_product, publish_course

pytestmark = pytest.mark.usefixtures("sellers")
ABN = "51824753556"


@pytest.fixture
def product(edition: Edition) -> Product:
    """The vagus course for sale."""
    return make_product(edition.course, aud=4900, gbp=2500)


@pytest.fixture
def buyer(carol: User, product: Product, sign_in: Any) -> Client:
    """Carol, in the UK, with the course in her basket."""
    client: Client = sign_in(carol)
    client.post(f"/checkout/add/{product.public_id}/")
    return client


def details(**values: str) -> dict[str, str]:
    """What the page sends when everything is filled in; None leaves a field out."""
    given = {"name": "Carol Jones", "country": "GB", "consent": "on", "terms": "on"}
    return {name: value for name, value in {"shown": "GB 2500", **given, **values}.items() if value}


def send(client: Client, **values: str) -> Any:
    return client.post("/checkout/", details(**values))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_buyer_is_sent_to_pay_what_was_shown(buyer: Client, carol: User) -> None:
    response = send(buyer)

    order = Order.objects.get()
    assert response.status_code == 303
    assert response.headers["Location"] == order.payments.get().session_url
    assert (order.user, order.total, order.currency, order.tax_total) == (carol, 2500, "GBP", 417)
    assert (order.terms_version, order.digital_consent_version) == (TERMS_VERSION, CONSENT_VERSION)


def test_the_same_basket_sent_twice_is_one_order(buyer: Client) -> None:
    first, second = send(buyer), send(buyer)

    assert first.headers["Location"] == second.headers["Location"]
    assert Order.objects.count() == 1


def test_the_page_shows_price_tax_and_total(buyer: Client) -> None:
    page = text(buyer.get("/checkout/"))

    assert "Pay £25.00" in page
    assert "<dt>VAT in it</dt><dd>£4.17</dd>" in page
    assert 'name="consent"' in page
    assert " checked" not in page.replace('value="GB" required', "").split("Before you pay")[1]


def test_an_unregistered_seller_charges_no_tax(buyer: Client) -> None:
    SellerEntity.objects.filter(country="GB").update(vat_registered=False)

    assert "No VAT is charged" in text(buyer.get("/checkout/"))


@pytest.mark.parametrize("missing", ["name", "consent", "terms"])
def test_what_is_missing_is_said_and_the_rest_is_kept(buyer: Client, missing: str) -> None:
    response = send(buyer, business="Jones & Daughter", **{missing: ""})

    assert response.status_code == 422
    assert "Please look at this again" in text(response)
    assert 'value="Jones &amp; Daughter"' in text(response)
    assert response.context["form"].errors.keys() == {missing}
    assert not Order.objects.exists()


def test_the_name_becomes_the_name_on_certificates(buyer: Client, carol: User) -> None:
    send(buyer, name="Carol  Ní Bhriain ")

    carol.refresh_from_db()
    assert carol.certificate_name == "Carol Ní Bhriain"
    assert Order.objects.get().buyer["name"] == "Carol Ní Bhriain"


@pytest.mark.parametrize(
    ("country", "shown", "typed", "kept"),
    [("AU", "AU 4900", ABN, "51 824 753 556"), ("GB", "GB 2500", "980780684", "GB 980 7806 84")],
)
def test_a_business_gives_its_number(
    buyer: Client, country: str, shown: str, typed: str, kept: str
) -> None:
    send(buyer, country=country, shown=shown, business="Jones", tax_number=typed)

    assert Order.objects.get().buyer["tax_number"] == kept


@pytest.mark.parametrize(
    ("country", "shown", "words"),
    [("AU", "AU 4900", "This is no ABN"), ("GB", "GB 2500", "This is no UK VAT number")],
)
def test_a_number_that_cannot_be_is_refused_with_its_fold_open(
    buyer: Client, country: str, shown: str, words: str
) -> None:
    response = send(buyer, country=country, shown=shown, tax_number="123")

    assert words in text(response)
    assert '<details class="fold" open>' in text(response)
    assert not Order.objects.exists()


@pytest.mark.parametrize(("amount", "is_asked"), [(25_000, False), (25_001, True)])
def test_the_address_is_asked_above_250_pounds(
    buyer: Client, product: Product, amount: int, is_asked: bool
) -> None:
    Price.objects.filter(currency="GBP").update(unit_amount=amount)

    response = send(buyer, shown=f"GB {amount}")

    assert "address" in response.context["form"].errors if is_asked else True
    assert response.status_code == (422 if is_asked else 303)


def test_the_address_is_on_the_order(buyer: Client) -> None:
    Price.objects.filter(currency="GBP").update(unit_amount=30_000)

    send(buyer, shown="GB 30000", address="1 High Street\nLeeds")

    assert Order.objects.get().buyer["address"] == "1 High Street\nLeeds"


def test_another_country_is_shown_before_it_is_charged(buyer: Client) -> None:
    response = send(buyer, country="AU")

    assert response.status_code == 422
    assert "The total is now A$49.00" in text(response)
    assert "Pay A$49.00" in text(response)
    assert 'value="AU 4900"' in text(response)
    assert response.cookies["country"].value == "AU"
    assert send(buyer, country="AU", shown="AU 4900").status_code == 303


def test_a_price_that_changed_is_shown_before_it_is_charged(buyer: Client) -> None:
    Price.objects.filter(currency="GBP").update(unit_amount=2900)

    assert "The total is now £29.00" in text(send(buyer))
    assert not Order.objects.exists()


@pytest.mark.parametrize("values", [{"country": "US"}, {"country": "X" * 300}])
def test_we_sell_in_two_countries_only(buyer: Client, values: dict[str, str]) -> None:
    response = send(buyer, **values)

    assert response.status_code == 422
    assert "We sell to buyers in Australia and the United Kingdom only." in text(response)


def test_amounts_and_owners_in_the_form_change_nothing(buyer: Client, carol: User) -> None:
    send(buyer, amount="1", total="1", currency="AUD", user="1", price="1", unit_amount="1")

    assert (Order.objects.get().total, Order.objects.get().user) == (2500, carol)


def test_a_visitor_sees_the_order_and_is_asked_to_sign_in(product: Product) -> None:
    client = Client()
    client.post(f"/checkout/add/{product.public_id}/")

    assert "Sign in to pay" in text(client.get("/checkout/"))
    assert send(client).headers["Location"].startswith("/accounts/login/?next=/checkout/")
    assert not Order.objects.exists()


def test_an_address_that_nobody_verified_is_verified_first(buyer: Client) -> None:
    EmailAddress.objects.update(verified=False)

    response = send(buyer)

    assert response.headers["Location"].startswith("/accounts/confirm-email/?next=")
    assert not Order.objects.exists()


def test_what_one_has_already_leaves_the_basket(
    buyer: Client, carol: User, product: Product
) -> None:
    enrol_free(carol, product.courses()[0])

    page = text(buyer.get("/checkout/"))

    assert "You have “The vagus nerve” already" in page
    assert "Your basket is empty" in page


def test_a_bundle_of_which_one_has_a_part_costs_the_same(
    carol: User, product: Product, sign_in: Any
) -> None:
    second = publish_course(make_full_course("necks")).course
    bundle = make_bundle([*product.courses(), second], aud=5900, gbp=2900)
    enrol_free(carol, second)
    client = sign_in(carol)
    client.post(f"/checkout/add/{bundle.public_id}/")

    assert "You have a part of this bundle already. It costs the same." in text(
        client.get("/checkout/")
    )


def make_code(code: str = "SPRING", **values: Any) -> PromotionCode:
    return PromotionCode.objects.create(code=code, **{"percent_bp": 2000, **values})


def test_a_code_takes_its_part_off_and_can_be_taken_off(buyer: Client) -> None:
    make_code()

    page = text(buyer.post("/checkout/code/", {"code": " spring "}, follow=True))
    assert "Pay £20.00" in page
    assert "SPRING" in page

    assert "Pay £25.00" in text(buyer.post("/checkout/code/", {"remove": "1"}, follow=True))


def test_an_order_keeps_its_code(buyer: Client) -> None:
    code = make_code()
    buyer.post("/checkout/code/", {"code": "SPRING"})

    send(buyer, shown="GB 2000")

    assert (Order.objects.get().promotion_code, Order.objects.get().total) == (code, 2000)


@pytest.mark.parametrize("address", ["/courses/vagus-nerve/?code=spring", "/checkout/?code=spring"])
def test_a_promotion_link_is_remembered_until_the_checkout(buyer: Client, address: str) -> None:
    make_code()

    buyer.get(address)

    assert "Pay £20.00" in text(buyer.get("/checkout/"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_active": False}, "This code does not work."),
        ({"percent_bp": None, "amount": 500, "currency": "AUD"}, "another currency"),
        ({"minimum_gbp": 9900}, "too small for this code"),
        ({"percent_bp": 9900}, "less is left to pay than can be charged"),
    ],
)
def test_a_code_that_does_not_fit_says_why_and_is_forgotten(
    buyer: Client, values: dict[str, Any], words: str
) -> None:
    make_code(**values)

    page = text(buyer.post("/checkout/code/", {"code": "SPRING"}, follow=True))

    assert words in page
    assert 'value="SPRING"' in page
    assert "Pay £25.00" in page
    assert words not in text(buyer.get("/checkout/"))


def test_guessing_codes_comes_to_an_end_by_field_and_by_link(buyer: Client) -> None:
    make_code()
    for number in range(20):
        buyer.get(f"/courses/vagus-nerve/?code=guess{number}")
        buyer.get("/checkout/")

    page = text(buyer.post("/checkout/code/", {"code": "SPRING"}, follow=True))

    assert "Too many codes in an hour" in page
    assert "Pay £25.00" in page


def test_looking_at_a_good_code_again_is_no_guess(buyer: Client) -> None:
    make_code()
    buyer.post("/checkout/code/", {"code": "SPRING"})

    for _ in range(25):
        assert "Pay £20.00" in text(buyer.get("/checkout/"))


def test_a_code_that_leaves_nothing_opens_the_course_at_once(buyer: Client, carol: User) -> None:
    make_code(percent_bp=10_000)
    page = text(buyer.post("/checkout/code/", {"code": "SPRING"}, follow=True))
    assert 'name="consent"' not in page

    response = send(buyer, shown="GB 0", consent="")

    assert response.headers["Location"] == "/learn/vagus-nerve/lessons/lesson-1/"
    assert Enrolment.objects.active().filter(learner=carol).exists()
    assert "Your basket is empty" in text(buyer.get("/checkout/"))


def test_a_second_send_of_an_order_of_nothing_leads_to_the_course(buyer: Client) -> None:
    make_code(percent_bp=10_000)
    buyer.post("/checkout/code/", {"code": "SPRING"})
    send(buyer, shown="GB 0")

    assert send(buyer, shown="GB 0").headers["Location"] == "/checkout/"
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    ("card", "slugs"),
    [("4242424242424242", ["necks"]), ("4000000000000002", ["vagus-nerve", "necks"])],
)
def test_what_was_paid_leaves_the_basket_and_what_came_since_stays(
    buyer: Client, card: str, slugs: list[str]
) -> None:
    send(buyer)
    necks = make_product(publish_course(make_full_course("necks")).course, aud=3900, gbp=1900)
    buyer.post(f"/checkout/add/{necks.public_id}/")
    session_id = str(Order.objects.get().payments.get().session_id)

    pay(session_id, card=card)
    buyer.get(f"/checkout/return/?session_id={session_id}")

    left = [product.slug for product in buyer.get("/checkout/").context["till"].products]
    assert left == slugs


def test_without_a_seller_the_page_says_so(buyer: Client) -> None:
    SellerEntity.objects.update(is_active=False)

    assert "We cannot sell in your country at the moment." in text(buyer.get("/checkout/"))
    assert send(buyer).headers["Location"] == "/checkout/"


def test_an_empty_basket_says_so(db: None) -> None:
    assert "Your basket is empty" in text(Client().get("/checkout/"))


def test_the_policies_say_who_sells_and_never_refuse_refunds(db: None) -> None:
    terms, refunds = text(Client().get("/terms/")), text(Client().get("/refunds/"))

    assert "Example Sales Pty Ltd" in terms
    assert "Within 14 days" in refunds
    assert "no refunds" not in (terms + refunds).lower()
