"""The site's own webhook, called in this process: no socket, and so no waiting for ourselves."""

import sys
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

PATH = "/webhooks/stripe/"
PORTS = {"http": 80, "https": 443}


@cache
def application() -> WSGIHandler:
    """Return the site, with its middleware."""
    return WSGIHandler()


def post(body: bytes, headers: Mapping[str, str]) -> int:
    """Post a message to the webhook, through all middleware; returns the status of its answer.

    No request starts or ends by it: whoever calls keeps the database connection it has."""
    return application().get_response(WSGIRequest(_environment(body, headers))).status_code


def _environment(body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    address = urlsplit(settings.BASE_URL)
    given = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    return {
        **given,
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "SERVER_NAME": address.hostname or "localhost",
        "SERVER_PORT": str(address.port or PORTS.get(address.scheme, 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
