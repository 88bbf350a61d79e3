"""People in Wagtail's admin: roles are given there; addresses, passwords and deletion are not."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from accounts.models import User
from cpd.audit.recording import record

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


class WritesRolesDown:
    """Writes down which roles a form gave and took, and whether it switched somebody off or on, in
    the transaction that does so."""

    request: HttpRequest
    form: Any

    def save_instance(self) -> Any:
        """Save the form."""
        user, parent = self.form.instance, cast("Any", super())
        before = _roles_of(user) if user.pk else set()
        was_active = User.objects.filter(pk=user.pk).values_list("is_active", flat=True).first()
        saved = parent.save_instance()
        after, by = _roles_of(saved), cast("User", self.request.user)
        if given := sorted(after - before):
            record("role.given", actor=by, subject=saved, thing=_named(given), roles=given)
        if taken := sorted(before - after):
            record("role.taken", actor=by, subject=saved, thing=_named(taken), roles=taken)
        if was_active not in {None, saved.is_active}:
            _write_switch(saved, by=by, is_on=saved.is_active)
        return saved


class StudioUserCreateView(WritesRolesDown, users.CreateView):
    """Adding a colleague."""


class StudioUserEditView(WritesRolesDown, users.EditView):
    """Changing one."""


class StudioUserViewSet(users.UserViewSet):
    """Wagtail's pages of people with our forms."""

    add_view_class = StudioUserCreateView
    edit_view_class = StudioUserEditView

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


def write_down_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Write down which role each of many is about to get, or whether they are switched."""
    if action.model is not User:
        return
    by = cast("User", request.user)
    if action_type == "assign_role":
        role = action.cleaned_form.cleaned_data["role"].name
        for user in objects:
            if role not in _roles_of(user):
                record("role.given", actor=by, subject=user, thing=role, roles=[role])
    if action_type == "set_active_state":
        is_on = action.cleaned_form.cleaned_data["mark_as_active"]
        for user in objects:
            if user.is_active != is_on:
                _write_switch(user, by=by, is_on=is_on)


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


def _write_switch(user: User, *, by: User, is_on: bool) -> None:
    record("account.switched_on" if is_on else "account.switched_off", actor=by, subject=user)


def _roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def _named(roles: list[str]) -> str:
    return ", ".join(roles)[:120]
