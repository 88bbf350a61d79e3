"""When somebody closes their account, what accounts merged into it still held goes too."""

from accounts.models import User
from cpd.outbox import mailer
from cpd.support.learners import Learner
from cpd.support.models import AccountMerge


def close_merged(user: User) -> None:
    """Forget the names and addresses of merged accounts, and the mails to every address that is
    theirs. The caller holds the transaction."""
    for address in Learner(user).readers:
        mailer.forget(address)
    User.objects.filter(merged_into__survivor=user).update(
        first_name="", last_name="", certificate_name=""
    )
    AccountMerge.objects.filter(survivor=user).update(address="")
