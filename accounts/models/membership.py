"""BodyMembership: a learner in a professional body."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models.body import ProfessionalBody
from accounts.models.user import User
from accounts.names import clean_line


class BodyMembership(models.Model):
    """A learner's place in a body, with the number that certificates print."""

    learner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(ProfessionalBody, on_delete=models.PROTECT, related_name="memberships")
    number = models.CharField("membership number", max_length=60, blank=True)
    on_certificates = models.BooleanField("print on my certificates", default=True)

    class Meta:
        ordering = ["body__country", "body__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "body"], name="body_membership_one_per_learner_and_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.abbreviation} {self.number}".strip()

    def clean(self) -> None:
        """Keep the number as typed; refuse what cannot be printed."""
        try:
            self.number = clean_line(self.number)
        except ValidationError as error:
            raise ValidationError({"number": error}) from None
