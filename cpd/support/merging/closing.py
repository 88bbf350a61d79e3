"""When somebody closes their account, what accounts merged into it still held goes too."""

from allauth.account.models import EmailAddress

from accounts.models import User
from cpd.outbox import mailer
from cpd.support.models import AccountMerge


def close_merged(user: User) -> None:
    """Forget the names and addresses of merged accounts, and the mails to any second address. The
    caller holds the transaction."""
    merges = AccountMerge.objects.filter(survivor=user)
    second = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for address in {*second, *merges.values_list("address", flat=True)} - {""}:
        mailer.forget(address)
    User.objects.filter(merged_into__survivor=user).update(
        first_name="", last_name="", certificate_name=""
    )
    merges.update(address="")
