"""What the schedule sweeps away: ended sessions, and jobs and mails past their use."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from cpd.outbox.models import Job, Mail
from cpd.outbox.schedule import every

KEEP_JOBS = timedelta(days=30)
KEEP_MAILS = timedelta(days=365)


@every(timedelta(days=1), "outbox.clean")
def clean() -> None:
    """Remove done jobs after 30 days, sent mails after a year, and sessions that have ended."""
    now = timezone.now()
    Job.objects.filter(state=Job.State.DONE, done_at__lt=now - KEEP_JOBS).delete()
    Mail.objects.filter(state=Mail.State.SENT, sent_at__lt=now - KEEP_MAILS).delete()
    Session.objects.filter(expire_date__lt=now).delete()
