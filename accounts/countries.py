"""The visitor's country: guessed once, switched by hand, remembered; it sets currency, tax and
bodies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from accounts.models import User

COOKIE = "country"
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Country:
    """A country we sell in, as pages show it."""

    code: str
    name: str
    currency: str
    currency_label: str
    language: str
    zone: str


COUNTRIES = {
    "AU": Country("AU", "Australia", "AUD", "A$", "en-AU", "Australia/Sydney"),
    "GB": Country("GB", "United Kingdom", "GBP", "£", "en-GB", "Europe/London"),
}
DEFAULT = COUNTRIES["AU"]


def country_of(request: HttpRequest) -> Country:
    """Return the chosen country, else the account's, else a guess from the browser's language."""
    chosen = COUNTRIES.get(request.COOKIES.get(COOKIE, ""))
    if chosen:
        return chosen
    if request.user.is_authenticated and request.user.country:
        return COUNTRIES[request.user.country]
    languages = request.headers.get("Accept-Language", "").lower()
    return COUNTRIES["GB"] if languages.startswith("en-gb") else DEFAULT


def remember_country(response: HttpResponse, code: str, *, is_secure: bool) -> None:
    """Keep the choice in the browser."""
    response.set_cookie(COOKIE, code, max_age=YEAR, secure=is_secure, httponly=True, samesite="Lax")


def country(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the country and the ones to choose from."""
    return {"country": country_of(request), "countries": COUNTRIES.values()}


def zone_of(user: User) -> ZoneInfo:
    """Return a person's time zone: their own, else their country's main one."""
    return ZoneInfo(user.time_zone or COUNTRIES.get(user.country, DEFAULT).zone)


def local_date(user: User, moment: datetime) -> date:
    """Return the date that a moment has where this person lives (decision 7)."""
    return moment.astimezone(zone_of(user)).date()
