"""Gunicorn's configuration for `make run` and a plain production host."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpd.settings")
IS_DEMO = os.environ.get("MODE", "demo") != "production"

bind = f"{'127.0.0.1' if IS_DEMO else '0.0.0.0'}:{os.environ.get('PORT', '8000')}"  # noqa: S104 production runs behind a proxy
worker_class = "gthread"
workers = 1 if IS_DEMO else int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8 if IS_DEMO else 4
max_requests = 0 if IS_DEMO else 2000
max_requests_jitter = 200
graceful_timeout = 25
control_socket_disable = True
accesslog = None
loglevel = "warning"
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")


def on_starting(server: Any) -> None:
    """Refuse to start at all, rather than start workers that end at once."""
    from cpd.checks import refuse_to_start  # noqa: PLC0415 settings are read only now

    refuse_to_start()


def post_worker_init(worker: Any) -> None:
    """Start the embedded worker in this process where no broker does the work."""
    from django.conf import settings  # noqa: PLC0415 settings exist only once the worker has loaded the app

    from cpd.outbox import embedded  # noqa: PLC0415 as above

    if not settings.BROKER_URL:
        embedded.start()
