"""Money: whole numbers of the smallest unit with their currency; text only for people."""

from dataclasses import dataclass

SIGNS = {"AUD": "A$", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents or pence."""

    amount: int
    currency: str

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        whole, part = divmod(abs(self.amount), 100)
        return f"{sign}{SIGNS[self.currency]}{whole:,}.{part:02d}"
