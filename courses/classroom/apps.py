"""The pages a learner studies on."""

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "courses.classroom"
    label = "classroom"
