"""Stripe's messages: checked, kept, answered at once; the worker does the rest."""

import logging
from http import HTTPStatus

from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.gateway import NotSigned, read_webhook
from payments.inbox import take_in

logger = logging.getLogger(__name__)
LARGEST = 1024 * 1024  # bytes
REFUSED = "payments.webhooks_refused"  # counted, with nothing kept of what came
COUNTED_FOR = 7 * 24 * 60 * 60  # seconds


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Keep a signed event and answer 200, a second delivery too; 400 for what Stripe did not sign,
    503 while the database is away, so that Stripe tries again."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        event = read_webhook(request.body, request.headers.get("Stripe-Signature", ""))
        take_in(event)
    except NotSigned as reason:
        _count()
        logger.warning("A webhook was refused: %s.", reason)
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    except (OperationalError, InterfaceError):
        logger.exception("A webhook could not be kept.")
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse(status=HTTPStatus.OK)


def _count() -> None:
    count: int = cache.get(REFUSED, 0)  # no `incr`, which raises where the cache is away
    cache.set(REFUSED, count + 1, timeout=COUNTED_FOR)
