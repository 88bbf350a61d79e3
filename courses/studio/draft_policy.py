"""Who may do what to which draft: the right of the role, and the course is theirs."""

from typing import Any

from django.db.models import Model, QuerySet

from courses.studio.ownership import editable, may_edit_all
from cpd.policies import KeepingPolicy


class DraftPolicy(KeepingPolicy):
    """Wagtail asks it wherever it names a draft outside its own pages: in lists of uses, in actions
    on many, in what it tells of who else is editing."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the right, and for the course."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: list[str], instance: Model
    ) -> bool:
        """Ask for any of the rights, and for the course; a row not saved yet is nobody's."""
        if not self.user_has_any_permission(user, actions):
            return False
        return instance.pk is None or is_own(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: list[str]) -> QuerySet[Any]:
        """Return the drafts that are theirs."""
        return editable(super().instances_user_has_any_permission_for(user, actions), user)


def is_own(user: Any, draft: Model) -> bool:
    """Whether somebody may change a draft; what was true once for a request stays so, so that a
    list of many asks once."""
    if may_edit_all(user):
        return True
    model = type(draft)
    known = user.__dict__.setdefault("_own_drafts", {}).setdefault(model, set())
    if draft.pk not in known:
        known.update(editable(model._default_manager.all(), user).values_list("pk", flat=True))
    return draft.pk in known
