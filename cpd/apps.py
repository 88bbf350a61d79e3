"""The project itself as an app: checks, commands, template tags."""

from django.apps import AppConfig


class CpdConfig(AppConfig):
    name = "cpd"

    def ready(self) -> None:
        from cpd import checks  # noqa: F401, PLC0415 registers the system checks
