"""The look before a merge: what goes over, what stays, and what stands in the way."""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from accounts.models import BodyMembership, User
from accounts.studio_users import ADMIN_ACCESS
from courses.attempts.models import Allowance
from courses.certificates.models import Certificate, CertificateArchive, NameCorrection
from courses.enrolment.models import Enrolment
from payments.models import Order, Redemption, RefundRequest

# Rows that simply belong to the other account from now on. Courses, bodies and addresses need more.
OWNED = {
    "orders": (Order, "user"),
    "redemptions": (Redemption, "user"),
    "refund_requests": (RefundRequest, "user"),
    "certificates": (Certificate, "learner"),
    "name_corrections": (NameCorrection, "learner"),
    "allowances": (Allowance, "learner"),
    "archives": (CertificateArchive, "made_for"),
    "archives_about": (CertificateArchive, "learner"),
}


@dataclass(slots=True)
class Plan:
    """What a merge would do."""

    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    courses: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    bodies_left: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    addresses_dropped: list[str] = field(default_factory=list)


def is_staff(user: User) -> bool:
    """Whether somebody is more than a learner."""
    return user.is_staff or user.is_superuser or user.has_perm(ADMIN_ACCESS)


def problems_of(survivor: User, duplicate: User) -> list[str]:
    """Return why two accounts cannot be merged."""
    if survivor.pk == duplicate.pk:
        return ["This is the same account."]
    found = []
    for user in (survivor, duplicate):
        if is_staff(user):
            found.append(f"{user.email} belongs to staff, and staff are never merged.")
        elif not user.is_active:
            found.append(f"The account of {user} is closed.")
    return found


def plan_of(survivor: User, duplicate: User) -> Plan:
    """Return what a merge of the second account into the first would do."""
    plan = Plan(problems=problems_of(survivor, duplicate))
    if plan.problems:
        return plan
    plan.counts = {
        name: rows.count() for name, rows in owned(duplicate).items() if name != "archives_about"
    }
    shared = {enrolment.course_id for enrolment in survivor.enrolments.all()}
    for enrolment in Enrolment.objects.filter(learner=duplicate).select_related("course"):
        names = plan.joined if enrolment.course_id in shared else plan.courses
        names.append(enrolment.course.title)
    bodies = set(survivor.memberships.values_list("body", flat=True))
    for membership in BodyMembership.objects.filter(learner=duplicate).select_related("body"):
        left = plan.bodies_left if membership.body_id in bodies else plan.bodies
        left.append(str(membership))
    for address in EmailAddress.objects.filter(user=duplicate):
        addresses = plan.addresses if address.verified else plan.addresses_dropped
        addresses.append(address.email)
    return plan


def owned(user: User) -> "dict[str, QuerySet]":  # type: ignore[type-arg] # of several models
    """Return the rows that simply belong to somebody."""
    return {
        name: model._default_manager.filter(**{path: user}) for name, (model, path) in OWNED.items()
    }
