"""What the desk adds to the studio's first page: its search."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cpd.support.rights import HELP


class DeskPanel(Component):
    """The desk's one field: what a caller says leads to the learner."""

    name = "desk"
    order = 5
    template_name = "support/home_desk.html"


def show_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Show the field to whoever helps learners."""
    if request.user.has_perm(HELP):
        panels.append(DeskPanel())
