"""Editions: what was published, written once."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "courses.editions"
    label = "editions"

    def ready(self) -> None:
        from courses.editions import jobs, linking, publishing  # noqa: F401, PLC0415 jobs registers itself

        publishing.after_publishing.append(linking.note_after_publishing)
