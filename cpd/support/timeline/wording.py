"""What an audit entry says in words."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as in_words

from cpd.audit.models import AuditEntry

WORDS = {
    "sign_in.done": "Signed in",
    "sign_in.failed": "Sign-in failed",
    "account.closed": "Account closed",
    "account.made_by_staff": "Account made by staff",
    "account.merged": "Accounts merged",
    "impersonation.started": "Seen as the learner by support",
    "impersonation.stopped": "Support stopped seeing the site as the learner",
    "mail.resent": "Mail sent again",
    "documents.resent": "Receipt sent again",
    "certificate.resent": "Certificate mail sent again",
    "certificate.name_by_staff": "Name for certificates corrected by support",
    "certificate.correction_asked": "Another name asked for",
    "certificate.correction_granted": "Another name granted",
    "certificate.correction_declined": "Another name declined",
    "certificate.correction_withdrawn": "Request for another name withdrawn",
    "certificate.superseded": "Certificate replaced",
    "certificate.revoked": "Certificate revoked",
    "enrolment.granted": "Enrolled",
    "enrolment.given": "Course granted by staff",
    "enrolment.extended": "Access extended",
    "enrolment.given_back": "Access given back",
    "enrolment.withdrawn": "Access withdrawn",
    "enrolment.retaken": "Course taken again",
    "access.taken": "Access of an order line taken away",
    "access.given": "Access of an order line given back",
    "allowance.ended": "Allowance ended",
    "order.placed": "Order placed",
    "order.paid": "Order paid",
    "order.cancelled": "Order cancelled",
    "order.expired": "Order expired",
    "order.needs_review": "Order needs a person",
    "order.reviewed": "Order taken off the review list",
    "order.synced": "Order compared with Stripe",
    "payment.started": "Payment started",
    "payment.failed": "Payment failed",
    "payment.manual": "Order marked as paid by other means",
    "refund.asked": "Refund asked for",
    "refund.requested": "Refund requested",
    "refund.approved": "Refund approved",
    "refund.declined": "Refund declined",
    "role.given": "Role given",
    "role.taken": "Role taken",
}
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}\Z")
TOLD = ("how", "until", "ended")  # details that are worth a word


def words_of(entry: AuditEntry) -> str:
    """Return an entry as people read it."""
    act = WORDS.get(entry.act, entry.act.replace(".", ": ").replace("_", " "))
    thing = entry.thing[:8].upper() if IDENTIFIER.match(entry.thing) else entry.thing
    told = [_told(entry.details[name]) for name in TOLD if entry.details.get(name)]
    rest = ", ".join(filter(None, [thing, *told]))
    return f"{act} ({rest})" if rest else act


def clock(moment: datetime) -> str:
    """Return a moment in the zone of who reads it, as the timeline's own times are."""
    return in_words(timezone.localtime(moment), "j M Y, H:i")


def _told(detail: Any) -> str:
    """Moments are kept with their zone."""
    with suppress(ValueError):
        return clock(datetime.fromisoformat(str(detail)))
    return str(detail)[:16]
