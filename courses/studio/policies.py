"""Who may do what with a draft in Wagtail's admin."""

from wagtail.permissions import register_permission_policy

from accounts.models import PointRule, ProfessionalBody
from courses.attempts.models import Allowance
from courses.catalogue.models import (
    Accreditation,
    Author,
    Course,
    Module,
    Price,
    Product,
    Provider,
    Topic,
)
from courses.certificates.models import Certificate, NameCorrection
from courses.lessons.models import Lesson, Reference, Term
from courses.quizzes.models import Question, Quiz
from courses.studio.draft_policy import DraftPolicy
from courses.studio.ownership import ADDED, PATHS
from cpd.media.models import Drawing
from cpd.policies import KeepingPolicy, LookingPolicy

KEPT = (
    *(Course, Module, Lesson, Quiz, Question, Reference, Term, Drawing),
    *(Topic, Author, Provider, Product, Price),
    *(ProfessionalBody, PointRule, Accreditation),
)

LOOKED_AT = (Certificate, NameCorrection, Allowance)


def register() -> None:
    """Put the policy before every draft."""
    for model in KEPT:
        policy = DraftPolicy if model in {*PATHS, *ADDED} else KeepingPolicy
        register_permission_policy(model, policy(model))
    for record in LOOKED_AT:
        register_permission_policy(record, LookingPolicy(record))
