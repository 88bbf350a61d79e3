"""Who takes part in a course's way to an edition: its editors, and those who review."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from accounts.models import User
from courses.catalogue.models import Course

PUBLISH = "courses.publish_course"
PUBLISH_UNREVIEWED = "editions.publish_unreviewed"
SEE_ALL = "courses.publish_any_course"
EDIT = "courses.change_course"

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_publish(user: "User | AnonymousUser") -> bool:
    """Whether somebody reviews, approves and publishes."""
    return bool(user.has_perm(PUBLISH))


def courses_of(user: Any) -> QuerySet[Course]:
    """Return the courses whose draft somebody may change: an author's own, a reviewer's all."""
    if user.has_perm(SEE_ALL):
        return Course.objects.all()
    return Course.objects.filter(pk__in=Course.objects.filter(editors=user).values("pk"))


def reviewers() -> QuerySet[User]:
    """Return everybody who may answer a submission."""
    return _with(PUBLISH)


def editors_of(course: Course) -> QuerySet[User]:
    """Return a course's editors who may still change it."""
    return _with(EDIT).filter(edited_courses=course)


def audience_of(course: Course) -> QuerySet[User]:
    """Return all who may read a course's draft and what is said about it."""
    able = _with(EDIT)
    return able.filter(Q(edited_courses=course) | Q(pk__in=_with(SEE_ALL))).distinct()


def _with(permission: str) -> QuerySet[User]:
    app, codename = permission.split(".")
    right = Permission.objects.filter(content_type__app_label=app, codename=codename)
    has_right = (
        Q(is_superuser=True) | Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    )
    able = User.objects.filter(has_right, is_active=True, is_staff=True)
    return User.objects.filter(pk__in=able.values("pk")).order_by("pk")
