"""An empty site of its own, served by Python's own server; run as a module."""

from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application


class Quiet(WSGIRequestHandler):
    """Writes nothing down."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name is Python's
        """Be quiet."""


def serve() -> None:
    """Make the tables, then serve until the process is ended."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    application = get_wsgi_application()
    make_server("127.0.0.1", settings.PORT, application, handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    serve()
