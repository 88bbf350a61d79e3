"""Moments are typed and read in the time zone of who looks at them."""

from collections.abc import Callable
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.countries import zone_of
from accounts.models import User
from cpd.requests import signed_in

View = Callable[..., HttpResponse]


def in_own_zone(view: View) -> View:
    """Run a view in the time zone of its reader."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with timezone.override(zone_for(signed_in(request))):
            return view(request, *args, **kwargs)

    return wrapped


def zone_for(user: User) -> ZoneInfo:
    """Return the zone that somebody chose in the studio, else that of their account."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.current_time_zone if profile else ""
    return ZoneInfo(chosen) if chosen else zone_of(user)
