"""Our image, document and drawing models, named before the first migration."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cpd.media"
    label = "media"

    def ready(self) -> None:
        from cpd.media.reading import register  # noqa: PLC0415 needs the models

        register()
