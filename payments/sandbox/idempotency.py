"""One key, one result: the first answer is kept for a day and given again."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxAnswer
from payments.sandbox.operations import Reply

KEPT = timedelta(hours=24)
ABANDONED = timedelta(seconds=60)  # an answer that takes longer died with its process
CARD_ERROR, SERVER_ERROR = 402, 500


def fingerprint(method: str, path: str, tree: dict[str, Any]) -> str:
    """Return what makes two requests the same."""
    text = json.dumps([method, path, tree], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def once(key: str, print_: str, act: Callable[[], Reply]) -> tuple[Reply, str]:
    """Return the answer for a key, and "true" where it was given before. Raises Refusal."""
    kept = _claim(key, print_)
    if kept.state == SandboxAnswer.State.STORED:
        return Reply(kept.status or 0, json.loads(kept.body)), "true"
    try:
        reply = act()
    except BaseException:
        kept.delete()
        raise
    if reply.status < 300 or reply.status in {CARD_ERROR, SERVER_ERROR}:
        _store(kept, reply.status, reply.body)
    else:
        kept.delete()
    return reply, ""


def _store(kept: SandboxAnswer, status: int, body: Body) -> None:
    kept.state, kept.status, kept.body = SandboxAnswer.State.STORED, status, json.dumps(body)
    kept.save()


def _claim(key: str, print_: str) -> SandboxAnswer:
    """Take a new key, or find the one that was taken."""
    now = timezone.now()
    SandboxAnswer.objects.filter(key=key, created_at__lt=now - KEPT).delete()
    SandboxAnswer.objects.filter(
        key=key, state=SandboxAnswer.State.IN_FLIGHT, created_at__lt=now - ABANDONED
    ).delete()
    try:
        with transaction.atomic():
            return SandboxAnswer.objects.create(key=key, fingerprint=print_)
    except IntegrityError:
        return _found(key, print_)


def _found(key: str, print_: str) -> SandboxAnswer:
    kept = SandboxAnswer.objects.filter(key=key).first()
    if kept is None or (kept.fingerprint == print_ and kept.state == SandboxAnswer.State.IN_FLIGHT):
        raise Refusal(
            f"Another request with the idempotency key {key} is still being answered.",
            status=409,
            code="idempotency_key_in_use",
        )
    if kept.fingerprint != print_:
        raise Refusal(
            "Keys for idempotent requests can only be used with the same parameters they were "
            f"first used with. Try using a key other than '{key}' if you meant to execute a "
            "different request.",
            kind="idempotency_error",
        )
    return kept
