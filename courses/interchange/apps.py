"""Course packages, in and out."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "courses.interchange"
    label = "interchange"
