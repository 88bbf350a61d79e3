"""Course packages and question files, in and out."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "courses.interchange"
    label = "interchange"

    def ready(self) -> None:
        from courses.interchange import jobs  # noqa: F401, PLC0415 registers them
