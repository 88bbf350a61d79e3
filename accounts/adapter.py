"""Where allauth meets our rules."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Opens sign-up and keeps allauth's mails going through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True
