"""The studio's first page: an editor's courses, what is live of each, and whether its draft is
ahead."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from courses.catalogue.models import Course
from courses.studio.ownership import editable

SHOWN = 20


class CoursesPanel(Component):
    """The courses that somebody may change."""

    name = "courses"
    order = 50
    template_name = "courses/studio/home_courses.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the courses with the number of their newest edition."""
        courses = editable(Course.objects.select_related("topic"), self.request.user)
        numbered = courses.annotate(newest=Max("editions__number")).order_by("title")
        return {"courses": numbered[:SHOWN]}
