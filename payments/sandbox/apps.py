"""The sandbox: Stripe's stand-in, with tables of its own."""

from django.apps import AppConfig


class SandboxConfig(AppConfig):
    name = "payments.sandbox"
    label = "sandbox"
