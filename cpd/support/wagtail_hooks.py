"""What the support desk adds to Wagtail's admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cpd.search_areas import search_in
from cpd.support.home import show_desk
from cpd.support.rights import HELP

hooks.register("construct_homepage_panels", show_desk)
search_in("Learners", page="support:search", right=HELP, icon_name="user", order=20)


class SupportMenuItem(MenuItem):
    """Shown to whoever helps learners."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm(HELP)


@hooks.register("register_admin_urls")
def support_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("support/", include("cpd.support.urls"))]


@hooks.register("register_admin_menu_item")
def support_menu_item() -> MenuItem:
    """Stand before certificates and sales."""
    return SupportMenuItem("Support", reverse("support:search"), icon_name="help", order=122)


@hooks.register("insert_global_admin_css")
def support_style() -> str:
    """Lay the desk out, also on the studio's first page."""
    return format_html('<link rel="stylesheet" href="{}">', static("studio/support.css"))
