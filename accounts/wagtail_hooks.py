"""What happens when people are edited in Wagtail's admin."""

from wagtail import hooks

from accounts.studio_users import (
    follow_roles,
    follow_roles_of_many,
    guard_many,
    guard_superusers,
    refuse_deletion,
    write_down_many,
)

hooks.register("before_edit_user", guard_superusers)
hooks.register("after_edit_user", follow_roles)
hooks.register("after_create_user", follow_roles)
hooks.register("before_delete_user", refuse_deletion)
hooks.register("before_bulk_action", guard_many)
hooks.register("before_bulk_action", write_down_many)
hooks.register("after_bulk_action", follow_roles_of_many)
