"""The pages an author works on, in Wagtail's admin."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "courses.studio"
    label = "studio"
