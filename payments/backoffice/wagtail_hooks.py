"""What the back office adds to Wagtail's admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets import viewsets

from cpd.search_areas import search_in
from payments.backoffice.home import show_sales
from payments.backoffice.lists import SalesGroup

viewsets.register(SalesGroup())
hooks.register("construct_homepage_panels", show_sales)
search_in(
    "Orders", page="lists_order:index", right="payments.view_order", icon_name="doc-full", order=21
)


class RightMenuItem(MenuItem):
    """Shown to whoever has a right."""

    right = ""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for it."""
        return request.user.has_perm(self.right)


class ReviewMenuItem(RightMenuItem):
    """The list of what waits for a person."""

    right = "payments.view_order"


class RevenueMenuItem(RightMenuItem):
    """The revenue report."""

    right = "payments.see_revenue"


@hooks.register("register_admin_urls")
def sales_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("sales/", include("payments.backoffice.urls"))]


@hooks.register("register_reports_menu_item")
def review_menu_item() -> MenuItem:
    """Stand under Reports."""
    return ReviewMenuItem(
        "Sales to review", reverse("sales:review"), icon_name="warning", order=800
    )


@hooks.register("register_reports_menu_item")
def revenue_menu_item() -> MenuItem:
    """Stand under Reports."""
    return RevenueMenuItem("Revenue", reverse("sales:revenue"), icon_name="table", order=810)


@hooks.register("insert_global_admin_css")
def sales_style() -> str:
    """Lay our own pages out, on phones too."""
    sheets = [(static(f"studio/{name}.css"),) for name in ("desk", "narrow")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
