"""Certificate: every printed word, frozen; never deleted, only superseded or revoked."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.certificates.serials import make_serial, make_token
from courses.immutable import WrittenOnce
from courses.progress.models import CourseCompletion


class Certificate(WrittenOnce):
    """A record that somebody completed an edition of a course. Its PDF can be drawn again from the
    row. Only its state, and the name when it is withheld, ever change, by a query."""

    class State(models.TextChoices):
        VALID = "valid", "Valid"
        SUPERSEDED = "superseded", "Replaced by a later certificate"
        REVOKED = "revoked", "Revoked"

    class RevokedFor(models.TextChoices):
        ISSUED_IN_ERROR = "issued_in_error", "It was issued in error"
        NOT_OWN_WORK = "not_own_work", "The work was not the learner’s own"
        WRONG_PERSON = "wrong_person", "It names the wrong person"
        ON_REQUEST = "on_request", "The learner asked for it"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serial = models.CharField(max_length=14, unique=True, default=make_serial, editable=False)
    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    status_index = models.PositiveIntegerField(
        unique=True, editable=False, help_text="Its place in the published status lists."
    )
    completion = models.ForeignKey(
        CourseCompletion, on_delete=models.PROTECT, related_name="certificates"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    state = models.CharField(max_length=12, choices=State, default=State.VALID)
    name = models.CharField(max_length=200)
    memberships = models.JSONField(
        default=dict, blank=True, help_text="Membership numbers that are printed, by body."
    )
    course_title = models.CharField(max_length=150)
    edition_number = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    completed_on = models.DateField()
    facts = models.JSONField(help_text="Every other word that is printed.")
    issued_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_for = models.CharField(max_length=20, choices=RevokedFor, blank=True)
    name_withheld_at = models.DateTimeField(null=True, blank=True)
    name_hash = models.CharField(
        max_length=200, blank=True, help_text="Confirms a withheld name that somebody types."
    )

    class Meta:
        ordering = ["-completed_on", "-pk"]
        permissions = [
            ("correct_certificate", "Can decide on names of certificates"),
            ("revoke_certificate", "Can revoke certificates"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["completion"],
                condition=Q(state="valid"),
                name="certificate_only_one_valid_per_completion",
            ),
            models.CheckConstraint(
                name="certificate_has_a_name_or_withholds_it",
                condition=(~Q(name="") & Q(name_withheld_at=None, name_hash=""))
                | (Q(name="", name_withheld_at__isnull=False) & ~Q(name_hash="")),
            ),
            models.CheckConstraint(
                name="certificate_revoked_with_a_reason",
                condition=(Q(state="revoked", revoked_at__isnull=False) & ~Q(revoked_for=""))
                | (~Q(state="revoked") & Q(revoked_at=None, revoked_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serial}: {self.course_title}"

    @property
    def verify_address(self) -> str:
        """The address that is printed in its code."""
        return f"{self.facts['verify_base']}{self.token}/"

    @property
    def is_valid(self) -> bool:
        """Whether it is neither superseded nor revoked."""
        return self.state == self.State.VALID
