"""What an audit entry says in words, and where what it is about is shown."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as in_words

from cpd.audit.models import AuditEntry
from cpd.dates import until

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}\Z")
ALLOWANCE = "allowance "
# The page of what acts name by its public id, and what stands before the beginning of that id; an
# id that leads nowhere tells people nothing, and is left out.
ORDER = ("sales:order", "order")
PLACES = {
    "account.merged": ("support:learner", ""),
    "documents.resent": ORDER,
    "dispute.changed": ORDER,
    "certificate.correction_declined": ("records:correction", ""),
    "certificate.correction_granted": ("records:correction", ""),
    "certificate.correction_withdrawn": ("records:correction", ""),
    "payment.failed": ORDER,
    "payment.manual": ORDER,
    "payment.started": ORDER,
    "refund.accepted": ORDER,
    "refund.asked": ORDER,
    "refund.assigned": ORDER,
    "refund.manual": ORDER,
    "refund.request_declined": ORDER,
    "refund.request_granted": ORDER,
    "refund.requested": ORDER,
    "refund.undone": ORDER,
}
TOLD = ("how", "until", "ended")  # details that are worth a word; moments with their zone


def words_of(entry: AuditEntry) -> str:
    """Return an entry as people read it."""
    told = [_told(entry.details[name]) for name in TOLD if entry.details.get(name)]
    rest = ", ".join(filter(None, [_thing(entry), *told]))
    return f"{entry.words} ({rest})" if rest else entry.words


def place_of(entry: AuditEntry) -> str:
    """Return the address of what an entry is about; nothing where it has no page."""
    name, _ = _place(entry.act)
    if entry.act.startswith(ALLOWANCE.strip()) and entry.thing.startswith(ALLOWANCE):
        return reverse("assessment:allowance", args=[entry.thing.removeprefix(ALLOWANCE)])
    return reverse(name, args=[entry.thing]) if name and IDENTIFIER.match(entry.thing) else ""


def clock(moment: datetime) -> str:
    """Return a moment in the zone of the page, as the timeline's own times are."""
    return in_words(timezone.localtime(moment), "j M Y, H:i")


def _place(act: str) -> tuple[str, str]:
    return ORDER if act.startswith("order.") else PLACES.get(act, ("", ""))


def _thing(entry: AuditEntry) -> str:
    if entry.thing.startswith(ALLOWANCE):
        return ""
    if not IDENTIFIER.match(entry.thing):
        return entry.thing
    _, word = _place(entry.act)
    return f"{word} {entry.thing[:8].upper()}" if word else ""


def _told(detail: Any) -> str:
    with suppress(ValueError):
        return until(datetime.fromisoformat(str(detail)), timezone.get_current_timezone())
    return str(detail)[:16]
