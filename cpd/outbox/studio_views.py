"""Failed jobs in the studio: what failed, why, and trying again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cpd.outbox.models import Job
from cpd.outbox.posting import wake
from cpd.outbox.working import retry

SHOWN = 100


@require_safe
@permission_required("outbox.view_job", raise_exception=True)
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs that failed for good."""
    parked = Job.objects.parked().order_by("-created_at")[:SHOWN]
    return render(request, "outbox/jobs.html", {"jobs": parked})


@require_POST
@permission_required("outbox.change_job", raise_exception=True)
def retry_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Give a failed job a fresh set of tries."""
    retry(get_object_or_404(Job.objects.parked(), pk=job_id))
    wake()
    messages.success(request, "The job is tried again.")
    return redirect("outbox_jobs")
