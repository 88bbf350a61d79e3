"""Writing an audit entry."""

from typing import TYPE_CHECKING, Any

from cpd.audit.models import AuditEntry
from cpd.logs import request_id

if TYPE_CHECKING:
    from accounts.models import User


def record(
    act: str,
    *,
    actor: "User | None" = None,
    subject: "User | None" = None,
    thing: str = "",
    reason: str = "",
    **details: Any,
) -> AuditEntry:
    """Write down an act in the current transaction; `subject` is the person it was done to."""
    return AuditEntry.objects.create(
        act=act,
        actor=actor,
        subject=subject,
        thing=thing,
        reason=reason,
        details=details,
        request_id=request_id.get(),
    )
