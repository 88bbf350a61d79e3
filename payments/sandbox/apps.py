"""The sandbox: Stripe's stand-in, with tables of its own."""

from django.apps import AppConfig
from django.conf import settings


class SandboxConfig(AppConfig):
    name = "payments.sandbox"
    label = "sandbox"

    def ready(self) -> None:
        if settings.USES_SANDBOX:
            from payments.sandbox import delivering, schedule  # noqa: F401, PLC0415 their jobs
