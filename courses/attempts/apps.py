"""Quiz attempts, from start to mark."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    name = "courses.attempts"
    label = "attempts"

    def ready(self) -> None:
        from courses.attempts import closing  # noqa: F401, PLC0415 registers its job
