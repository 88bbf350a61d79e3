"""What search engines read about a course: schema.org's Course and CourseInstance."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from courses.catalogue.models import Price, Product
from courses.editions.models import Edition
from cpd.money import CURRENCIES

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def course_data(edition: Edition, product: Product | None, prices: list[Price]) -> SafeString:
    """Return JSON-LD that may stand in a script element, with an offer per currency."""
    data = _course(edition)
    offers = _offers(product, prices, data["url"]) if product and product.is_active else []
    text = json.dumps({**data, **({"offers": offers} if offers else {})}, ensure_ascii=False)
    text = text.translate(ESCAPES)
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
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{hours}H{minutes}M",
        },
    }


def _offers(product: Product, prices: list[Price], address: str) -> list[dict[str, Any]]:
    if product.is_free:
        return [_offer("0", currency, address) for currency in CURRENCIES]
    return [_offer(price.money.decimal, price.currency, address) for price in prices]


def _offer(price: str, currency: str, address: str) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "category": "Free" if price == "0" else "Paid",
        "price": price,
        "priceCurrency": currency,
        "availability": "https://schema.org/InStock",
        "url": address,
    }
