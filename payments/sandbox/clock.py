"""Stripe's time: whole seconds since 1970; tests travel with Django's clock."""

from django.utils import timezone

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def now() -> int:
    """Return this second."""
    return int(timezone.now().timestamp())
