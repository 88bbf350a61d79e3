"""The learner whom a page of the desk is about, with the accounts that were merged into theirs."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import get_object_or_404

from accounts.countries import zone_of
from accounts.models import User
from cpd.support.identifying import by_address
from cpd.support.merging.planning import is_staff
from cpd.support.models import AccountMerge


@dataclass(frozen=True)
class Learner:
    """A person as support sees them."""

    user: User

    @cached_property
    def merges(self) -> list[AccountMerge]:
        """The accounts that were merged into this one."""
        return list(AccountMerge.objects.filter(survivor=self.user).select_related("duplicate"))

    @cached_property
    def addresses(self) -> list[EmailAddress]:
        """Every address of theirs, the primary one first."""
        rows = EmailAddress.objects.filter(user=self.user)
        return list(rows.order_by("-primary", "email"))

    @property
    def ids(self) -> list[int]:
        """The keys of the accounts whose records these are."""
        return [self.user.pk, *(merge.duplicate_id for merge in self.merges)]

    @cached_property
    def readers(self) -> set[str]:
        """The addresses that mails to them went to, in small letters: those that they proved; and
        their account's own and merged accounts' ones, unless these are somebody else's now."""
        proved = {row.email.lower() for row in self.addresses if row.verified}
        merged = {merge.address.lower() for merge in self.merges if merge.address}
        others = {self.user.email.lower(), *merged} - proved
        return proved | {one for one in others if by_address(one) in (None, self.user)}

    @property
    def zone(self) -> ZoneInfo:
        """Where their days begin and end, so also their access."""
        return zone_of(self.user)

    @property
    def is_verified(self) -> bool:
        """Whether the address they sign in with was proved."""
        own = self.user.email.lower()
        return any(row.verified for row in self.addresses if row.email.lower() == own)

    @cached_property
    def has_second_step(self) -> bool:
        """Whether two-step sign-in is on."""
        return bool(is_mfa_enabled(self.user))

    @cached_property
    def is_staff(self) -> bool:
        """Whether they are more than a learner."""
        return is_staff(self.user)

    @cached_property
    def merged_into(self) -> AccountMerge | None:
        """The merge that closed this account."""
        rows = AccountMerge.objects.filter(duplicate=self.user).select_related("survivor")
        return rows.first()


def learner_or_404(public_id: UUID) -> Learner:
    """Return anybody with an account. Raises Http404."""
    return Learner(get_object_or_404(User, public_id=public_id))
