"""Where the search of the studio's menu looks: in lists of ours, for whoever may see them."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.search import SearchArea


class RightSearchArea(SearchArea):
    """A list that somebody with a right may search."""

    def __init__(self, label: str, *, page: str, right: str, icon_name: str, order: int) -> None:
        super().__init__(label, reverse(page), icon_name=icon_name, order=order)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm(self.right)


def search_in(label: str, *, page: str, right: str, icon_name: str, order: int) -> None:
    """Add a list; the first one that somebody may see is where the menu's search leads."""

    def area() -> SearchArea:
        return RightSearchArea(label, page=page, right=right, icon_name=icon_name, order=order)

    hooks.register("register_admin_search_area", area)
