"""Taking a package in for somebody: what they may not change stays as it is."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from courses.catalogue.models import Author, Course
from courses.interchange.exporting import export_course
from courses.interchange.importing import Imported, SlugTaken, read_files, write_package_drafts
from courses.interchange.library import KeptLibrary
from courses.interchange.parsing import Package
from courses.studio.builder.parts import locked_in
from courses.studio.ownership import editable, may_edit_all

if TYPE_CHECKING:
    from accounts.models import User

TAKEN = "There is a course at “{}” already. Choose another address."
MEANWHILE = "Somebody added the same sources, terms or questions at this moment. Try again."
LOCKED = (
    "This is locked, so nobody else replaces it: {}. Ask for it to be unlocked, or take the "
    "package in as a new course."
)
PUBLISH, PEOPLE = "courses.publish_course", "courses.change_author"


class NotTaken(Exception):
    """Somebody may not take this package in; its words say why, and what to do."""


@transaction.atomic
def take_in(package: Package, *, by: "User", slug: str = "") -> Imported:
    """Write a package as drafts: as a new course under `slug`, or, without one, in place of the
    draft that it names; what other courses share stays as it is, and only who may edit all adds to
    the shared bank. Raises NotTaken."""
    if slug:
        _check_free(slug)
        package = replace(package, course={**package.course, "slug": slug})
    else:
        _check_own(package.course["slug"], by)
    package, library = _within_rights(package, by), KeptLibrary(fills_shared_bank=may_edit_all(by))
    try:
        imported = write_package_drafts(package, by=by, library=library, as_new=bool(slug))
    except SlugTaken:
        raise NotTaken(TAKEN.format(slug)) from None
    except IntegrityError:
        raise NotTaken(MEANWHILE) from None
    if imported.is_new:
        imported.course.editors.add(by)
    return imported


def duplicate_course(course: Course, *, title: str, slug: str, by: "User") -> Imported:
    """Copy a course's draft with its bank under another address; editions, learners and what was
    left out are not copied. Raises NotTaken and NotWhole."""
    package = read_files(export_course(course))
    values = {**package.course, "title": title, "is_flagship": False}
    return take_in(replace(package, course=values), by=by, slug=slug)


def _check_free(slug: str) -> None:
    """Look before any file is stored; what comes in between, the constraint tells."""
    if Course.objects.filter(slug=slug).exists():
        raise NotTaken(TAKEN.format(slug))


def _check_own(slug: str, by: "User") -> None:
    known = Course.objects.filter(slug=slug)
    if not known.exists():
        raise NotTaken(f"There is no course “{slug}” to replace. Take it in as a new course.")
    own = editable(known, by).first()
    if own is None:
        raise NotTaken(f"Another author has the course “{slug}”. Take it in as a new course.")
    if locked := locked_in(own, by):
        raise NotTaken(LOCKED.format(", ".join(locked)))


def _within_rights(package: Package, by: "User") -> Package:
    """The front place is given, and authors are added, by those who may do so."""
    if not by.has_perm(PUBLISH):
        known = Course.objects.filter(slug=package.course["slug"], is_flagship=True).exists()
        package = replace(package, course={**package.course, "is_flagship": known})
    is_known = Author.objects.filter(key=package.author["key"]).exists()
    if not is_known and not by.has_perm(PEOPLE):
        name = package.author["name"]
        raise NotTaken(f"The library has no author “{name}”. Ask an admin to add them first.")
    return package


def may_take_in(user: Any) -> bool:
    """Whether somebody may bring whole courses in."""
    return user.has_perm("courses.add_course") or may_edit_all(user)
