"""Who may do what with a draft in Wagtail's admin."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from courses.catalogue.models import Author, Course, Module, Provider, Topic
from courses.lessons.models import Lesson, Reference
from courses.quizzes.models import Question, Quiz
from cpd.media.models import Drawing

KEPT = (Course, Module, Lesson, Quiz, Question, Reference, Drawing, Topic, Author, Provider)


class KeepingPolicy(ModelPermissionPolicy):
    """Nobody deletes here: what a record may point at is retired instead."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse deleting to everybody, superusers too."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse it in lists of actions too."""
        return super().user_has_any_permission(user, set(actions) - {"delete"})


def register() -> None:
    """Put the policy before every draft."""
    for model in KEPT:
        register_permission_policy(model, KeepingPolicy(model))
