"""What several payment models share."""

from django.db import models
from django.db.models import Q

from cpd.money import CURRENCIES

CURRENCY_CHOICES = [(code, code) for code in CURRENCIES]


def known_currency(model: str) -> models.CheckConstraint:
    """Refuse any currency but ours in the database too."""
    return models.CheckConstraint(
        name=f"{model}_currency_is_ours", condition=Q(currency__in=list(CURRENCIES))
    )
