"""Two steps for staff, outside the demo."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN = ("/accounts/", "/static/", "/media/")
# Recovery codes stand in for one of these; by themselves nobody is asked for them at sign-in.
STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffSecondStepMiddleware:
    """Sends staff without a second step to set one up before any other page opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        needs_step = (
            not settings.IS_DEMO
            and not request.path.startswith(OPEN)
            and request.user.is_authenticated
            and request.user.has_perm("wagtailadmin.access_admin")
            and not is_mfa_enabled(request.user, STEPS)
        )
        if needs_step:
            messages.warning(request, "Set up two-step sign-in first: the studio needs it.")
            return redirect("mfa_index")
        return self.get_response(request)
