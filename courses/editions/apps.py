"""Editions: what was published, written once."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "courses.editions"
    label = "editions"

    def ready(self) -> None:
        from courses.editions import jobs  # noqa: F401, PLC0415 registers them, models are ready
