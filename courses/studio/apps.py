"""The pages an author works on, in Wagtail's admin."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "courses.studio"
    label = "studio"

    def ready(self) -> None:
        from courses.studio import ending, policies, previews  # noqa: F401, PLC0415 models are ready

        policies.register()
        previews.register()
