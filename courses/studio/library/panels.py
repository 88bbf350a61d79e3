"""How a source is printed, beside its fields."""

from typing import Any

from wagtail.admin.panels import Panel

from courses.lessons.compiling import source
from courses.lessons.models import Reference


class PrintedPanel(Panel):
    """Shows a saved source as every course prints it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/studio/library/printed.html"
        instance: Reference

        def is_shown(self) -> bool:
            """Wait until it is saved."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the template what a lesson has."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            design = self.instance.get_design_display()
            context["reference"] = {**source(self.instance), "design_label": design}
            return context
