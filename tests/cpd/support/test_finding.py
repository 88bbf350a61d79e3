"""Support finds a learner by whatever a caller has at hand."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from cpd.support.finding import SHOWN
from payments.documents.issuing import issue_invoice
from tests.factories import make_user
from tests.payments.factories import make_order
from tests.study import finish

SEARCH = "/cms/support/"


def page_of(user: User) -> str:
    return reverse("support:learner", args=[user.public_id])


def search(desk: Client, words: str) -> Any:
    return desk.get(SEARCH, {"q": words})


@pytest.mark.parametrize("words", ["alice@example.org", " ALICE@Example.org "])
def test_a_whole_address_leads_straight_to_the_learner(
    desk: Client, alice: User, words: str
) -> None:
    assert search(desk, words)["Location"] == page_of(alice)


def test_a_second_address_does_too(desk: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email="old@example.org", verified=True)

    assert search(desk, "Old@example.org")["Location"] == page_of(alice)


def test_a_second_address_that_nobody_proved_is_listed_and_says_so(
    desk: Client, alice: User
) -> None:
    EmailAddress.objects.create(user=alice, email="claimed@example.org", verified=False)

    answer = search(desk, "Claimed@example.org")

    assert answer.status_code == 200
    assert "claimed@example.org, not verified" in answer.content.decode()
    assert page_of(alice) in answer.content.decode()


def test_an_account_whose_own_address_is_not_verified_yet_is_found(
    desk: Client, alice: User
) -> None:
    EmailAddress.objects.filter(user=alice).update(verified=False)

    assert search(desk, "alice@example.org")["Location"] == page_of(alice)


def test_an_address_is_whose_who_proved_it(desk: Client, alice: User, carol: User) -> None:
    EmailAddress.objects.filter(user=carol).update(verified=False, email="other@example.org")
    EmailAddress.objects.create(user=alice, email="carol@example.org", verified=True)

    assert search(desk, "carol@example.org")["Location"] == page_of(alice)


def test_numbers_lead_straight_to_the_learner(
    desk: Client, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    serial = Certificate.objects.get().serial
    order = make_order(alice)
    invoice = issue_invoice(order, at=order.placed_at).number

    for words in (serial, serial.lower().replace("-", " "), invoice, invoice.lower()):
        assert search(desk, words)["Location"] == page_of(alice), words
    for words in (str(order.public_id), str(alice.public_id)):
        assert search(desk, words)["Location"] == page_of(alice), words


@pytest.mark.parametrize("words", ["nguyễn", "NGUYỄN", "alice ng", "lice@exa"])
def test_a_part_lists_who_fits_in_any_case(
    desk: Client, alice: User, carol: User, words: str
) -> None:
    page = search(desk, words).content.decode()

    assert page_of(alice) in page
    assert page_of(carol) not in page


def test_the_beginning_of_an_order_serial_or_invoice_lists_it(
    desk: Client, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    serial = Certificate.objects.get().serial
    order = make_order(alice)
    invoice = issue_invoice(order, at=order.placed_at).number

    for words in (order.reference, serial[:7].lower(), invoice[:-1]):
        assert page_of(alice) in search(desk, words).content.decode(), words


def test_an_order_without_an_account_leads_to_its_own_page(desk: Client) -> None:
    order = make_order(None)

    page = search(desk, order.reference).content.decode()

    assert reverse("sales:order", args=[order.public_id]) in page


def test_an_address_that_reads_as_a_serial_finds_no_certificate(
    desk: Client, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    serial = Certificate.objects.get().serial.replace("-", "")

    answer = search(desk, f"{serial[:6]}@{serial[6:10]}.{serial[10:]}")

    assert answer.status_code == 200


def test_a_long_list_is_cut_and_says_so(desk: Client) -> None:
    for number in range(SHOWN + 1):
        make_user(f"many{number}@example.org")

    page = search(desk, "many").content.decode()

    assert f"More than {SHOWN} fit" in page
    assert page.count("many") < 2 * SHOWN + 10


@pytest.mark.parametrize(
    "words", ["", "x", "%", "_", "\x00", "' or 1=1 --", "<script>", "é" * 900, "0" * 40, "🙂@🙂"]
)
def test_whatever_is_typed_gets_a_page(desk: Client, alice: User, words: str) -> None:
    answer = search(desk, words)

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("</header>")[-1].split("<script")[0]


@pytest.mark.parametrize("role", ["Author", "Reviewer", "Finance"])
def test_other_roles_find_nobody(roles: Any, sign_in: Any, alice: User, role: str) -> None:
    other = make_user("other@example.org", is_staff=True)
    other.groups.add(roles[role])
    client = sign_in(other)

    for address in (SEARCH, page_of(alice)):
        assert client.get(address).status_code == 302
    assert "/cms/support/" not in client.get("/cms/").content.decode()


def test_support_has_it_in_the_menu(desk: Client) -> None:
    assert "/cms/support/" in desk.get("/cms/").content.decode()
