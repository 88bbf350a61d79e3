"""Money: whole numbers of the smallest unit, words only for people."""

import pytest

from cpd.money import Money, NotAnAmount, UnknownCurrency, parse_money


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (8900, "AUD", "A$89.00"),
        (5, "GBP", "£0.05"),
        (123456789, "AUD", "A$1,234,567.89"),
        (-4900, "GBP", "-£49.00"),
        (0, "AUD", "A$0.00"),
    ],
)
def test_an_amount_is_written_with_its_currency(amount: int, currency: str, words: str) -> None:
    assert str(Money(amount, currency)) == words


def test_a_currency_we_do_not_take_is_refused() -> None:
    with pytest.raises(UnknownCurrency):
        Money(100, "USD")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("49", 4900), ("49.00", 4900), (" 0.05 ", 5), ("1234.50", 123450), ("0", 0)],
)
def test_an_amount_is_read_as_people_type_it(typed: str, amount: int) -> None:
    assert parse_money(typed, "AUD") == Money(amount, "AUD")


@pytest.mark.parametrize(
    "typed", ["", "A$49", "49,00", "49.0", "49.001", "-49", "1e3", "٤٩", "99999999", "NaN"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_money(typed, "GBP")


@pytest.mark.parametrize(
    ("amount", "written"), [(123450, "1234.50"), (5, "0.05"), (-4900, "-49.00")]
)
def test_machines_read_plain_decimals(amount: int, written: str) -> None:
    assert Money(amount, "GBP").decimal == written
