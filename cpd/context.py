"""What every template knows about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and mode."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.IS_DEMO,
        "support_email": settings.SUPPORT_EMAIL,
        "canonical": f"{settings.BASE_URL}{request.path}",
    }
