"""The user, the professional bodies with their dated point rules, and who belongs to them."""

from accounts.models.body import PointRule, ProfessionalBody
from accounts.models.membership import BodyMembership
from accounts.models.user import User, UserManager

__all__ = ["BodyMembership", "PointRule", "ProfessionalBody", "User", "UserManager"]
