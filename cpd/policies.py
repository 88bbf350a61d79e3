"""Rights in Wagtail's admin for rows that records may point at."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class KeepingPolicy(ModelPermissionPolicy):
    """Nobody deletes here, superusers neither: what a record may point at is retired instead."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse deleting to everybody."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse it in lists of actions too."""
        return bool(super().user_has_any_permission(user, set(actions) - {"delete"}))


class LookingPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes here, superusers neither: acts do, each with its reason."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking only."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse the rest in lists of actions too."""
        return bool(super().user_has_any_permission(user, set(actions) & {"view"}))
