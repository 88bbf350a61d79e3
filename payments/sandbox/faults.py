"""Failures on purpose: the next requests to a path are refused, or their connection breaks."""

from django.db.models import F

from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxFault

BREAKS = {"timeout": True, "reset": False}  # and whether the request took effect all the same
MESSAGES = {
    429: ("invalid_request_error", "rate_limit", "Too many requests hit the API too quickly."),
    500: ("api_error", None, "An unknown error occurred"),
}


class Broken(Exception):
    """The connection broke: the client learns nothing."""


def plan(
    path_prefix: str,
    *,
    status: int | str,
    times: int = 1,
    method: str = "",
    took_effect: bool | None = None,
) -> SandboxFault:
    """Let the next requests to a path fail: with a status such as 429 or 500, or as `timeout` (the
    request took effect, unless told) or `reset` (it did not, unless told)."""
    if isinstance(status, int):
        kind = SandboxFault.Kind.STATUS
    else:
        happened = BREAKS[status] if took_effect is None else took_effect
        kind = SandboxFault.Kind.LOST_ANSWER if happened else SandboxFault.Kind.LOST_REQUEST
    return SandboxFault.objects.create(
        method=method.upper(),
        path_prefix=path_prefix,
        kind=kind,
        status=status if isinstance(status, int) else None,
        times_left=times,
    )


def clear() -> None:
    """Forget every plan."""
    SandboxFault.objects.all().delete()


def take(method: str, path: str) -> SandboxFault | None:
    """Return the fault that meets this request, used once more."""
    planned = SandboxFault.objects.filter(times_left__gt=0, method__in=["", method])
    for fault in planned.order_by("pk"):
        if path.startswith(fault.path_prefix) and planned.filter(pk=fault.pk).update(
            times_left=F("times_left") - 1
        ):
            return fault
    return None


def refusal(status: int) -> Refusal:
    """Return the answer of a fault with a status."""
    kind, code, message = MESSAGES.get(status, MESSAGES[500])
    return Refusal(message, status=status, kind=kind, code=code)
