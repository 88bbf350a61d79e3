"""Where allauth meets our rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Opens sign-up and keeps allauth's mails going through the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give every mail the site's name and address."""
        names = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
        super().send_mail(template_prefix, email, {**names, **context})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True
