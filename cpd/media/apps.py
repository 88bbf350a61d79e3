"""Our image, document and drawing models, named before the first migration."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cpd.media"
    label = "media"
