"""Lessons: their drafts, blocks and versions."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "courses.lessons"
    label = "lessons"
