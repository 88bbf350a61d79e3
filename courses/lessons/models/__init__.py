"""Lessons, their versions, and what they share: sources, terms, and the links that were checked."""

from courses.lessons.models.lesson import Lesson, LessonVersion
from courses.lessons.models.link import CheckedLink
from courses.lessons.models.reference import Reference
from courses.lessons.models.term import Term

__all__ = ["CheckedLink", "Lesson", "LessonVersion", "Reference", "Term"]
