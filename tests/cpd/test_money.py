"""Money: whole numbers of the smallest unit, words only for people."""

import pytest

from cpd.money import Money


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
