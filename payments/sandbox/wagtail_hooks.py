"""The sandbox's control page, in Wagtail's admin; with keys of Stripe's own it does not exist."""

from django.conf import settings
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from payments.sandbox import studio_views


class ControlMenuItem(MenuItem):
    """Shown to whoever may change the course of events."""

    def is_shown(self, request: object) -> bool:
        """Ask for the right."""
        return bool(request.user.has_perm(studio_views.PERMISSION))  # type: ignore[attr-defined]


def control_urls() -> list[URLPattern]:
    """Our page stands beside Wagtail's."""
    return [
        path("payment-sandbox/", studio_views.control, name="sandbox_control"),
        path("payment-sandbox/act/", studio_views.act, name="sandbox_act"),
    ]


def control_menu_item() -> MenuItem:
    """Stand under Reports."""
    return ControlMenuItem(
        "Payment sandbox", reverse("sandbox_control"), icon_name="cogs", order=910
    )


if settings.USES_SANDBOX:
    hooks.register("register_admin_urls", control_urls)
    hooks.register("register_reports_menu_item", control_menu_item)
