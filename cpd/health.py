"""`/livez` says the process runs; `/readyz` whether it can serve, with no detail for the public."""

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from redis import Redis
from redis.exceptions import RedisError

from cpd.outbox.models import Job

logger = logging.getLogger(__name__)
LEAST_FREE = 100 * 1024 * 1024  # bytes
OLDEST_JOB = timedelta(minutes=15)


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does."""
    return JsonResponse({"status": "alive"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Check database, migrations and disk; a late outbox or a silent broker only degrades."""
    try:
        is_ready = _is_migrated() and _has_room()
        is_late = is_ready and (_is_outbox_late() or _is_broker_away())
    except DatabaseError:
        logger.exception("The database does not answer.")
        is_ready, is_late = False, False
    status = ("degraded" if is_late else "ready") if is_ready else "unready"
    return JsonResponse({"status": status}, status=200 if is_ready else 503)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _has_room() -> bool:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.VAR_DIR).free > LEAST_FREE


def _is_broker_away() -> bool:
    """Whether Redis is configured and does not answer within half a second."""
    if not settings.BROKER_URL:
        return False
    try:
        client = Redis.from_url(settings.BROKER_URL, socket_timeout=0.5, socket_connect_timeout=0.5)
        return not client.ping()
    except RedisError:
        return True


def _is_outbox_late() -> bool:
    return Job.objects.due(timezone.now() - OLDEST_JOB).exists()
