"""The back office: pages for staff in Wagtail's admin; no models of its own."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "payments.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        from payments.backoffice.policies import register  # noqa: PLC0415 models are ready only now

        register()
