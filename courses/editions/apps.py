"""Editions: what was published, written once."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "courses.editions"
    label = "editions"

    def ready(self) -> None:
        from courses.editions import linking, publishing  # noqa: PLC0415 models are ready only now

        publishing.after_publishing.append(linking.note_after_publishing)
