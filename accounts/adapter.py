"""Where allauth meets our rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

STUDIO = "wagtailadmin.access_admin"


class AccountAdapter(DefaultAccountAdapter):
    """Gives allauth's mails our name and address, and leads each where their work is."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead whoever may enter the studio there; a page that they asked for goes first."""
        if request.user.has_perm(STUDIO):
            return reverse("wagtailadmin_home")
        return str(super().get_login_redirect_url(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give every mail the site's name and address."""
        names = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
        super().send_mail(template_prefix, email, {**names, **context})
