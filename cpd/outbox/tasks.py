"""The one Celery task: it takes what is due, exactly as the embedded thread does."""

from celery import shared_task

from cpd.outbox.working import work_all


@shared_task(name="cpd.outbox.tasks.work_once")
def work_once() -> int:
    """Run every due job; woken after a commit, and by beat every ten seconds."""
    return work_all()
