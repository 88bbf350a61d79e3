"""The outbox: rows say what has to be done, a worker does it (decision 4)."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cpd.outbox"
    label = "outbox"

    def ready(self) -> None:
        import cpd.celery  # noqa: F401, PLC0415 the app that shared tasks belong to
        from cpd.outbox import cleaning, mailer  # noqa: F401, PLC0415 registers their jobs
