"""The revenue report: sums per day, country and product, and a file that runs nothing."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Product
from cpd.periods import Period
from cpd.sheets import safe
from payments.backoffice.revenue import by_day, revenue, totals
from payments.models import OrderLine, Refund
from payments.refunding import Wish, refund
from payments.sandbox import paying
from payments.settling import settle
from tests.factories import make_user
from tests.payments.shop import AUSTRALIA, BRITAIN, buy

DAY = date(2026, 3, 2)  # in Sydney; in UTC it is still the first
PERIOD = Period(DAY, DAY)
WISH = Wish(reason=Refund.Reason.GOODWILL, origin=Refund.Origin.STAFF, note="Agreed.")


@pytest.fixture
def sold(alice: User, carol: User, vagus: Product, back: Product, time_machine: Any) -> None:
    """Two courses in Australia, one of them given back; one in Britain."""
    time_machine.move_to(datetime(2026, 3, 1, 20, tzinfo=UTC), tick=False)
    for user, products, details in (
        (alice, (vagus, back), AUSTRALIA),
        (carol, (vagus,), BRITAIN),
    ):
        order, session = buy(user, *products, details=details)
        paying.pay(session)
        payment = settle(session)
        if user == alice:
            line = order.lines.get(position=2)
            refund(payment, amounts={line: line.total}, wish=WISH)


@pytest.fixture
def finance(roles: Any, sign_in: Any) -> Client:
    """Somebody of finance."""
    user = make_user("lee@example.org", is_staff=True)
    user.groups.add(roles["Finance"])
    client: Client = sign_in(user)
    return client


def test_sums_are_right_and_currencies_apart(sold: None) -> None:
    rows = revenue(PERIOD, way="day", livemode=False)

    found = [(row.label, row.currency, row.gross, row.tax, row.refunded, row.net) for row in rows]
    assert found == [
        ("2026-03-02", "AUD", 17800, 1618, 7900, 9900),
        ("2026-03-02", "GBP", 4900, 817, 0, 4900),
    ]
    assert [total.net for total in totals(rows)] == [9900, 4900]


@pytest.mark.parametrize(
    ("way", "labels"),
    [("country", {"Australia", "United Kingdom"}), ("product", {"Vagus nerve", "Low back"})],
)
def test_the_same_by_country_and_product(sold: None, way: str, labels: set[str]) -> None:
    rows = revenue(PERIOD, way=way, livemode=False)

    assert {row.label for row in rows} == labels
    assert sum(row.gross for row in rows if row.currency == "AUD") == 17800


def test_test_money_is_no_revenue_of_a_live_site(sold: None) -> None:
    assert revenue(PERIOD, way="day", livemode=True) == []


def test_each_day_has_its_bar(sold: None) -> None:
    rows = revenue(PERIOD, way="day", livemode=False)

    drawn = by_day(rows, Period(date(2026, 3, 1), DAY), currency="AUD")

    assert drawn is not None
    assert [bar.height for bar in drawn.bars] == [0, 100]
    assert drawn.bars[1].words == "2 March 2026: A$99.00"
    assert drawn.most == "A$99.00"


def test_finance_sees_table_and_chart(sold: None, finance: Client) -> None:
    query = {"first": "2026-03-01", "last": "2026-03-02", "way": "day"}

    page = finance.get(reverse("sales:revenue"), query).content.decode()

    for words in ("A$178.00", "£49.00", "<svg", "2 March 2026: A$99.00"):
        assert words in page
    assert 'aria-hidden="true">A$99.00</p>' in page
    assert '<th class="desk-number">Net of refunds, tax included</th>' in page


@pytest.mark.parametrize("last", ["2026-02-01", "2028-01-01", "nonsense", ""])
def test_a_period_that_is_none_says_so(finance: Client, last: str) -> None:
    query = {"first": "2026-03-01", "last": last, "way": "day"}

    assert finance.get(reverse("sales:revenue"), query).status_code == 422


def test_the_file_runs_nothing(sold: None, finance: Client) -> None:
    OrderLine.objects.filter(title="Vagus nerve").update(title='=HYPERLINK("evil")')
    query = {"first": "2026-03-01", "last": "2026-03-02", "way": "product", "csv": "yes"}

    answer: Any = finance.get(reverse("sales:revenue"), query)

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["Product", "Currency", "Sold"]
    assert {row[0] for row in rows[1:]} == {"Low back", '\'=HYPERLINK("evil")'}
    assert ["99.00", "9.00"] in [row[3:5] for row in rows]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "  =1"])
def test_a_cell_that_would_run_is_made_text(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_words_and_numbers_stay_as_they_are() -> None:
    assert [safe("Vagus nerve"), safe(-5)] == ["Vagus nerve", -5]


def test_support_sees_no_revenue(roles: Any, sign_in: Any) -> None:
    user = make_user("jo@example.org", is_staff=True)
    user.groups.add(roles["Support"])

    assert sign_in(user).get(reverse("sales:revenue")).status_code == 302
