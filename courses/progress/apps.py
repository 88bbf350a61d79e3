"""Progress: what a learner has completed."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "courses.progress"
    label = "progress"
