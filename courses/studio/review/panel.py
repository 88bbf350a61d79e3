"""The comments beside the form of a course, lesson, quiz or question."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.side_panels import BaseSidePanel

from courses.catalogue.models import Course
from courses.editions.models import Comment
from courses.editions.people import courses_of
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from courses.studio.review.forms import LONGEST
from courses.studio.review.threads import form_of, place_of, threads_of

COMMENTED = (Course, Lesson, Quiz, Question)


class CommentsSidePanel(BaseSidePanel):
    """Open comments, each with a link to its block, an answer and “resolve”."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with how many are open."""

        aria_label = "Toggle comments"
        icon_name = "comment"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Count the open ones."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "count": len(self.panel.open_threads)}

    name = "review-comments"
    title = "Comments"
    template_name = "courses/studio/review/side_panel.html"
    order = 300

    def __init__(self, instance: Any, request: Any) -> None:
        super().__init__(instance, request)
        self.open_threads = list(_open(instance, request.user)) if instance.pk else []

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the threads with where they lead."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        rows = [
            {"thread": row, "form": form_of(row), "place": place_of(row)}
            for row in self.open_threads
        ]
        course = None  # of what is not saved yet
        if self.object.pk:
            course = self.object if isinstance(self.object, Course) else self.object.course
        return {
            **context,
            "rows": rows,
            "course": course,
            "part": self.object,
            "kind": self.model._meta.model_name,
            "longest": LONGEST,
            "csrf_token": parent_context["csrf_token"],
        }


def _open(instance: Any, user: Any) -> QuerySet[Comment]:
    return threads_of(instance).filter(resolved_at__isnull=True, course__in=courses_of(user))
