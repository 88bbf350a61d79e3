"""Money: whole numbers of the smallest unit with their currency; text only for people."""

import re
from dataclasses import dataclass

CURRENCIES = {"AUD": 2, "GBP": 2}  # the digits after the point
SIGNS = {"AUD": "A$", "GBP": "£"}
SMALLEST_CHARGES = {"AUD": 50, "GBP": 30}  # what Stripe takes at least
TAX_NAMES = {"AU": "GST", "GB": "VAT"}  # by country; rates stand in TaxRule
AMOUNT = re.compile(r"(\d{1,7})(?:\.(\d{2}))?", re.ASCII)


class UnknownCurrency(ValueError):
    """We neither price nor take money in this currency."""


class NotAnAmount(ValueError):
    """What was typed is no amount of money."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents or pence. Raises UnknownCurrency."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise UnknownCurrency(self.currency)

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        return f"{sign}{SIGNS[self.currency]}{self._digits(',')}"

    @property
    def decimal(self) -> str:
        """The amount for machines and form fields: 1234.50."""
        return ("-" if self.amount < 0 else "") + self._digits("")

    def _digits(self, separator: str) -> str:
        places = CURRENCIES[self.currency]
        whole, part = divmod(abs(self.amount), 10**places)
        return f"{whole:{separator}}.{part:0{places}d}"


def parse_money(text: str, currency: str) -> Money:
    """Return what somebody typed, "49" or "49.00", as money. Raises NotAnAmount."""
    typed = AMOUNT.fullmatch(text.strip())
    if typed is None:
        raise NotAnAmount(text)
    return Money(int(typed[1]) * 10 ** CURRENCIES[currency] + int(typed[2] or 0), currency)
