"""The title of a course, which makes its address until the course is published."""

from typing import Any

from wagtail.admin.panels import TitleFieldPanel

from courses.studio.ownership import is_published


class CourseTitlePanel(TitleFieldPanel):
    """Leaves a published address alone: links and records go by it."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            """Tie title and address together while nobody has the address."""
            if self.instance.pk and is_published(self.instance):
                return {}
            return dict(super().get_attrs())
