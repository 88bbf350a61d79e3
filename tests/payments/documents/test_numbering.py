"""Numbers run from one in each series, without gaps."""

import pytest
from django.db import transaction

from payments.documents.numbering import next_number, series_code
from payments.models import DocumentSeries, SellerEntity
from tests.payments.factories import make_order

pytestmark = pytest.mark.django_db


def take(code: str) -> str:
    with transaction.atomic():
        return next_number(code).number


def test_numbers_run_from_one() -> None:
    numbers = [take("AU-INV") for _ in range(3)]

    assert numbers == [f"AU-INV-00000{number}" for number in (1, 2, 3)]


def test_each_series_counts_for_itself() -> None:
    numbers = [take(code) for code in ("AU-INV", "GB-INV", "AU-INV")]

    assert numbers == ["AU-INV-000001", "GB-INV-000001", "AU-INV-000002"]


@transaction.atomic
def take_and_fail(code: str) -> None:
    next_number(code)
    raise RuntimeError


def test_a_number_comes_back_when_its_transaction_fails() -> None:
    take("AU-INV")
    with pytest.raises(RuntimeError):
        take_and_fail("AU-INV")

    assert take("AU-INV") == "AU-INV-000002"


def test_the_millionth_number_is_simply_longer() -> None:
    DocumentSeries.objects.create(code="AU-INV", next_sequence=1_000_000)

    assert take("AU-INV") == "AU-INV-1000000"


@pytest.mark.parametrize(
    ("country", "livemode", "code"),
    [
        ("AU", True, "AU-INV"),
        ("GB", True, "GB-INV"),
        ("AU", False, "TEST-AU-INV"),
        ("GB", False, "TEST-GB-INV"),
    ],
)
def test_a_series_belongs_to_a_seller_and_to_real_or_no_money(
    country: str, livemode: bool, code: str
) -> None:
    order = make_order(country=country, livemode=livemode)

    assert series_code(order, kind="INV") == code


def test_the_longest_prefix_fits_into_a_series() -> None:
    longest = SellerEntity._meta.get_field("series_prefix").max_length or 0

    DocumentSeries(code=f"TEST-{'X' * longest}-INV").full_clean()
