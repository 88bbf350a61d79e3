"""What search engines read about a course: schema.org's Course and CourseInstance."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from courses.editions.models import Edition

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def course_data(edition: Edition) -> SafeString:
    """Return JSON-LD that may stand in a script element."""
    text = json.dumps(_course(edition), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 what could end the element is escaped


def _course(edition: Edition) -> dict[str, Any]:
    address = f"{settings.BASE_URL}{reverse('storefront:course', args=[edition.course.slug])}"
    hours, minutes = divmod(edition.minutes, 60)
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": edition.title,
        "description": edition.summary,
        "url": address,
        "version": str(edition.number),
        "educationalLevel": edition.get_level_display(),
        "teaches": edition.outcomes,
        "provider": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.BASE_URL},
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "AUD"},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{hours}H{minutes}M",
        },
    }
