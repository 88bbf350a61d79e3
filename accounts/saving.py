"""Saving what a learner says about themselves, and telling whoever waits for it."""

from collections.abc import Callable

from django.db import transaction

from accounts.countries import Country
from accounts.models import User

# Certificates wait for a name; the upper app adds itself here in AppConfig.ready.
after_naming: list[Callable[[User], object]] = []
# Whether certificates carry the name already; then only a correction changes it.
keeps_name: list[Callable[[User], bool]] = []


def name_is_fixed(user: User) -> bool:
    """Whether the name for certificates changes by a correction alone."""
    return any(keeps(user) for keeps in keeps_name)


@transaction.atomic
def save_certificate_name(user: User, name: str) -> None:
    """Keep the name for certificates and issue what waited for it; one that is fixed stays."""
    if name_is_fixed(user):
        return
    user.certificate_name = name
    user.save(update_fields=["certificate_name"])
    if name:
        for follow in after_naming:
            follow(user)


def settle_country(user: User, country: Country) -> None:
    """Keep where a visitor is, from the first enrolment on; what the account already says stays."""
    if not user.country:
        user.country = country.code
        user.save(update_fields=["country"])
