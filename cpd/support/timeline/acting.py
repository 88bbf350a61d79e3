"""What was done: sign-ins, acts of the learner and of staff, mails, and money."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import In

from cpd.audit.models import AuditEntry
from cpd.moments import Moment
from cpd.outbox.mailer import failed_jobs
from cpd.outbox.models import Mail
from cpd.support.learners import Learner
from cpd.support.timeline.wording import clock, place_of, words_of
from payments.backoffice.timeline import money_moments
from payments.models import Order

BY_STAFF = Q(actor__isnull=False) & ~Q(actor=F("subject"))
SIGNING_IN = Q(act__startswith="sign_in.")
# Told by their own rows already, with more words.
TOLD_ELSEWHERE = ("allowance.given", "certificate.issued")


def sign_ins(learner: Learner, limit: int) -> Iterator[Moment]:
    """Sign-ins and failures; one query."""
    yield from _entries(_audit(learner).filter(SIGNING_IN), "sign-in", limit)


def staff(learner: Learner, limit: int) -> Iterator[Moment]:
    """What staff did, with who and why; one query."""
    entries = _audit(learner).filter(BY_STAFF).exclude(act__in=TOLD_ELSEWHERE)
    yield from _entries(entries, "staff", limit)


def own(learner: Learner, limit: int) -> Iterator[Moment]:
    """What the learner, or the site by itself, did; one query."""
    rest = _audit(learner).exclude(BY_STAFF).exclude(SIGNING_IN)
    yield from _entries(rest.exclude(act__in=TOLD_ELSEWHERE), "act", limit)


def mails(learner: Learner, limit: int) -> Iterator[Moment]:
    """Mails with their state; two queries. What they say is between us and the learner."""
    rows = Mail.objects.filter(In(Lower("to"), sorted(learner.readers)))
    fields = ("pk", "created_at", "subject", "to", "state", "sent_at")
    found = list(rows.order_by("-created_at").values_list(*fields)[:limit])
    failed = failed_jobs(pk for pk, *_, state, _ in found if state == Mail.State.WAITING)
    for pk, at, subject, to, state, sent in found:
        if pk in failed:
            how = "failed, it did not go out"
        else:
            how = f"sent {clock(sent)}" if sent else Mail.State(state).label.lower()
        mail = str(pk) if sent or pk in failed else ""
        yield Moment(at, "mail", f"“{subject}” to {to}: {how}", mail=mail)


def money(learner: Learner, limit: int) -> Iterator[Moment]:
    """Payments, refunds, disputes and documents of every order; five queries."""
    orders = list(Order.objects.filter(user__in=learner.ids)[:limit])
    yield from money_moments(orders)


def _audit(learner: Learner) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(subject__in=learner.ids)


def _entries(rows: QuerySet[AuditEntry], kind: str, limit: int) -> Iterator[Moment]:
    for entry in rows.select_related("actor").order_by("-at", "-pk")[:limit]:
        by = str(entry.actor or "") if entry.actor_id != entry.subject_id else ""
        text, address = words_of(entry), place_of(entry)
        yield Moment(entry.at, kind, text, by=by, why=entry.reason, address=address)
