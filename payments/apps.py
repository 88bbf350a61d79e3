"""Payments: from the order to the grant. Nothing is sold yet; enrolling is free (see
docs/architecture.md)."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "payments"

    def ready(self) -> None:
        from payments.documents import jobs  # noqa: F401, PLC0415 registers its jobs
