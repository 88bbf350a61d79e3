"""The JSON API for people to read, taken from the description it gives of itself."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from courses.certificates.api import api


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be asked."""

    method: str
    address: str
    summary: str
    text: str


def ways() -> list[Way]:
    """Return every way to ask."""
    paths: dict[str, Any] = api.get_openapi_schema()["paths"]
    return [
        Way(
            method.upper(),
            f"{settings.BASE_URL}{path}",
            about["summary"],
            " ".join(about["description"].split()),
        )
        for path, methods in paths.items()
        for method, about in methods.items()
    ]
