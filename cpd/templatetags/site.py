"""Tags and filters that every template may use."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def drawn(svg: str) -> SafeString:
    """Print a drawing of ours as it is; covers are made by the site, diagrams checked when they are saved."""
    return mark_safe(svg)  # noqa: S308 see the docstring


@register.filter
def hours(minutes: int) -> str:
    """Return minutes in the shortest exact words: 3 hours, 2 h 30 min, 45 min."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    if rest:
        return f"{whole} h {rest:02d} min"
    return "1 hour" if whole == 1 else f"{whole} hours"


@register.filter
def iso_date(value: str) -> date:
    """Read a date that was frozen as text."""
    return date.fromisoformat(value)


@register.simple_tag
def current_year() -> int:
    """The year now, for the footer."""
    return timezone.now().year


@register.simple_tag(takes_context=True)
def query_without(context: dict[str, Any], name: str) -> str:
    """The address's query without one name."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    return query.urlencode()
