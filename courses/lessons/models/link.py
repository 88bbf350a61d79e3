"""CheckedLink: what an address answered when the site last asked it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST = 1000  # characters of an address that is checked
PATIENCE = timedelta(days=3)  # for which a host may stay silent before anybody is told


class CheckedLink(models.Model):
    """An address that a draft or a lesson links to. Silent: the host did not answer, or not now;
    unasked: it is none of the public web's, or stands behind a port of its own."""

    class State(models.TextChoices):
        WAITING = "waiting", "not checked yet"
        FINE = "fine", "answers"
        DEAD = "dead", "is gone"
        SILENT = "silent", "does not answer"
        UNASKED = "unasked", "cannot be asked from here"

    url = models.CharField(max_length=LONGEST, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of HTTP.")
    wanted_at = models.DateTimeField(help_text="When a course last had this link.")
    checked_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["checked_at"], name="link_longest_unchecked_first")]
        constraints = [
            models.CheckConstraint(
                name="checked_link_fails_since_a_moment",
                condition=Q(state__in=["dead", "silent"], failing_since__isnull=False)
                | Q(state__in=["waiting", "fine", "unasked"], failing_since__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.url} {self.get_state_display()}"

    @property
    def is_silent(self) -> bool:
        """Whether its host did not answer when it was last asked."""
        return self.state == self.State.SILENT

    @property
    def is_broken(self) -> bool:
        """Whether an author has to look: it is gone, cannot be asked, or its host was silent for
        days."""
        if self.state in {self.State.DEAD, self.State.UNASKED}:
            return True
        since = self.failing_since
        return since is not None and timezone.now() - since >= PATIENCE
