"""Where an author stands after saving a draft: still at its form, not in a list of everybody's."""

from typing import Any

from django.urls import reverse

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz

STAYING = (Course, Module, Lesson, Quiz)


class StaysAtTheForm:
    """Saving goes on at the form, which leads to the outline; a question goes back to its bank. A
    course without a module goes on at its outline, also where autosave has made it already."""

    object: Any
    edit_url_name: str

    def get_success_url(self) -> str:
        """Return the draft's own form, or the outline that has yet to be filled."""
        if isinstance(self.object, Course) and not self.object.modules.exists():
            return reverse("studio:contents", args=[self.object.pk])
        if isinstance(self.object, STAYING):
            return reverse(self.edit_url_name, args=[self.object.pk])
        address: str = super().get_success_url()  # type: ignore[misc]
        return address
