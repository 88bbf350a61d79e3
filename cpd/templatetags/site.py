"""Tags and filters that every template may use."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from cpd import durations
from cpd.money import Money

register = template.Library()
register.filter("hours", durations.hours)


@register.filter
def drawn(svg: str) -> SafeString:
    """Print a drawing of ours as it is; covers are made by the site, diagrams checked when they are
    saved."""
    return mark_safe(svg)  # noqa: S308 see the docstring


@register.filter
def money(amount: int, currency: str) -> Money:
    """Return an amount in cents or pence as people read it."""
    return Money(amount, currency)


@register.simple_tag(takes_context=True)
def query_without(context: dict[str, Any], name: str) -> str:
    """The address's query without one name."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    return str(query.urlencode())
