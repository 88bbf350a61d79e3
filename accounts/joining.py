"""Keeping which bodies a learner belongs to."""

from accounts.models import BodyMembership, ProfessionalBody, User


def join_body(
    learner: User, body: ProfessionalBody, *, number: str = "", on_certificates: bool = True
) -> BodyMembership:
    """Note that a learner belongs to a body; said twice, the later words hold."""
    membership, _ = BodyMembership.objects.update_or_create(
        learner=learner,
        body=body,
        defaults={"number": number, "on_certificates": on_certificates},
    )
    return membership
