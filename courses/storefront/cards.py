"""A course as the storefront shows it: its live edition and what it costs."""

from dataclasses import dataclass

from courses.catalogue.shelf import Offer
from courses.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Card:
    """A course as the catalogue shows it."""

    edition: Edition
    offer: Offer | None

    @property
    def amount(self) -> int | None:
        """What it costs in cents or pence; None where it is not sold."""
        return self.offer.money.amount if self.offer and self.offer.money else None
