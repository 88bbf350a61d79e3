"""The pages a visitor chooses on."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "courses.storefront"
    label = "storefront"

    def ready(self) -> None:
        from courses.catalogue.models import Course  # noqa: PLC0415 models are ready only now
        from courses.storefront.previewing import preview_course  # noqa: PLC0415 as above

        Course.page_previewer = staticmethod(preview_course)
