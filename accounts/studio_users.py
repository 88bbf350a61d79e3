"""People in Wagtail's admin: roles are given there; addresses, passwords and deletion are not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from accounts.models import User

ADMIN_ACCESS = "wagtailadmin.access_admin"


class StudioUserCreationForm(UserCreationForm):
    """A new colleague: they sign in with a code and choose a password by themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_superuser"]


class StudioUserEditForm(UserEditForm):
    """Roles and names; the address changes only where its owner confirms it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = "Changed by its owner, on their account page."


class StudioUserViewSet(UserViewSet):
    """Wagtail's pages of people with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[Any]:  # noqa: FBT001, FBT002 Wagtail's
        """Return the form for a new or a known person."""
        return StudioUserEditForm if for_update else StudioUserCreationForm


def guard_superusers(request: HttpRequest, user: User) -> None:
    """Only somebody who may do everything changes somebody who may."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


def refuse_deletion(request: HttpRequest, user: User) -> None:
    """Wagtail asks its own question before deleting a person, beside the policy."""
    raise PermissionDenied


def guard_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same for many at once: nobody is deleted, and no superuser is among those changed."""
    if action.model is not User:
        return
    if action_type == "delete":
        raise PermissionDenied
    for user in objects:
        guard_superusers(request, user)


def follow_roles_of_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Keep `is_staff` of many who got a role, or were switched off or on."""
    if action.model is User:
        for user in objects:
            follow_roles(request, user)


def follow_roles(request: HttpRequest, user: User) -> None:
    """Keep `is_staff` as the roles say: whoever may enter the studio is staff."""
    fresh = User.objects.get(pk=user.pk)
    is_staff = fresh.is_active and fresh.has_perm(ADMIN_ACCESS)
    User.objects.filter(pk=user.pk).update(is_staff=is_staff)
