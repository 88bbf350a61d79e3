"""Where an author stands after saving a draft: still at its form, not in a list of everybody's."""

from typing import Any

from django.urls import reverse

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz

STAYING = (Course, Module, Lesson, Quiz)


class StaysAtTheForm:
    """Saving goes on at the form, which leads to the outline; a question goes back to its bank."""

    object: Any
    edit_url_name: str

    def get_success_url(self) -> str:
        """Return the draft's own form."""
        if isinstance(self.object, STAYING):
            return reverse(self.edit_url_name, args=[self.object.pk])
        address: str = super().get_success_url()  # type: ignore[misc]
        return address


class OpensTheOutline(StaysAtTheForm):
    """A course that was just begun goes on at its outline, where its parts are added."""

    def get_success_url(self) -> str:
        """Return the outline of a new course."""
        if isinstance(self.object, Course):
            return reverse("studio:contents", args=[self.object.pk])
        return super().get_success_url()
