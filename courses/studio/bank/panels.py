"""What a question's page says beside its fields: where it is used, its versions, its parts."""

from typing import Any

from wagtail.admin.panels import Panel

from courses.attempts.analysis.gathering import statistics_of
from courses.attempts.analysis.items import ItemStatistics
from courses.quizzes.blocks import AskedBlock
from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models import Question, Quiz
from courses.quizzes.using import quizzes_asking

PART_KINDS = [(kind.value, kind.label) for kind in QuestionKind if kind != QuestionKind.VIGNETTE]


def facility_words(statistics: ItemStatistics | None) -> str:
    """Return the facility index in per cent: the average share of the points earned."""
    if statistics is None or statistics.facility is None:
        return ""
    return f"{statistics.facility * 100:.0f} %"


class AskedInPanel(Panel):
    """Tells the chooser of questions where a saved quiz stands; a new one has a field for it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/studio/bank/asked_in.html"
        instance: Quiz

        def is_shown(self) -> bool:
            """Leave a new quiz to its field."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Name the field as the chooser knows it."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "name": AskedBlock.MODULE, "module": self.instance.module_id}


class QuestionPanel(Panel):
    """A panel that only shows, once the question is saved."""

    class BoundPanel(Panel.BoundPanel):
        instance: Question

        def is_shown(self) -> bool:
            """Wait until there is something to tell."""
            return bool(self.instance.pk) and super().is_shown()


class UsePanel(QuestionPanel):
    """Where it is asked, and what was published of it."""

    class BoundPanel(QuestionPanel.BoundPanel):
        template_name = "courses/studio/bank/use_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Collect quizzes and versions."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            question = self.instance.vignette or self.instance
            context["quizzes"] = quizzes_asking([question]).get(question.pk, [])
            context["versions"] = self.instance.versions.order_by("-number")
            context["question"] = self.instance
            context["statistics"] = statistics_of([self.instance]).get(self.instance.pk)
            context["facility"] = facility_words(context["statistics"])
            return context


class PartsPanel(QuestionPanel):
    """The questions of a case vignette."""

    class BoundPanel(QuestionPanel.BoundPanel):
        template_name = "courses/studio/bank/parts_panel.html"

        def is_shown(self) -> bool:
            """Only a case has parts."""
            return self.instance.kind == QuestionKind.VIGNETTE and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Collect the parts, and the kinds that one may be."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["question"] = self.instance
            context["parts"] = self.instance.parts.order_by("position", "pk")
            context["kinds"] = PART_KINDS
            return context
