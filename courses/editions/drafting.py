"""Making parts of a course's draft: new ones, copies, other names for them; leaving them out."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from courses.catalogue.models import Course, Module
from courses.editions.arranging import Item, end_of, items_of, modules_of, place_item, place_module
from courses.keys import free_key
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_TITLE = 150
Part = Module | Item
# A copy is a new place: these stay with the original.
OWN = {"id", "public_id", "key", "position", "latest_revision", "locked", "locked_at", "locked_by"}


def key_in_course(course: Course, title: str, *, otherwise: str = "part") -> str:
    """Return a key from a title that nothing in the course has: modules, lessons and quizzes."""
    modules = course.modules.values_list("key", flat=True)
    lessons = Lesson.objects.filter(module__course=course).values_list("key", flat=True)
    quizzes = Quiz.objects.filter(module__course=course).values_list("key", flat=True)
    return free_key(title, taken={*modules, *lessons, *quizzes}, otherwise=otherwise)


@transaction.atomic
def add_module(course: Course, *, title: str, by: "User | None" = None) -> Module:
    """Add an empty module at the end."""
    key = key_in_course(course, title, otherwise="module")
    module = Module.objects.create(
        course=course, key=key, title=title, position=course.modules.count()
    )
    module.save_revision(user=by, clean=False)
    return module


@transaction.atomic
def add_item(module: Module, kind: type[Item], *, title: str, by: "User | None" = None) -> Item:
    """Add an empty lesson or quiz at the end of a module."""
    key = key_in_course(module.course, title, otherwise=kind._meta.model_name or "part")
    item: Item = kind._default_manager.create(
        module=module, key=key, title=title, position=end_of(module)
    )
    item.save_revision(user=by, clean=False)
    return item


@transaction.atomic
def rename(part: Part, *, title: str, by: "User | None" = None) -> None:
    """Give a part another title; whoever has its form open is told that it changed."""
    part = type(part)._default_manager.select_for_update().get(pk=part.pk)
    part.title = title
    part.save(update_fields=["title"])
    part.save_revision(user=by, clean=False)


@transaction.atomic
def duplicate_item(item: Item, *, module: Module | None = None, by: "User | None" = None) -> Item:
    """Copy a lesson or quiz, after the original or at the end of another module. A quiz's copy asks
    the same questions of the bank."""
    home = module or item.module
    title = item.title if module else copy_title(item.title)
    kind = item._meta.model_name or "part"
    copy: Item = type(item)._default_manager.create(
        **{**_content(item), "module": home},
        title=title,
        key=key_in_course(home.course, title, otherwise=kind),
        position=end_of(home),
    )
    copy.save_revision(user=by, clean=False)
    if module is None:
        keys = [(type(other), other.pk) for other in items_of(home)]
        place_item(copy, module=home, index=keys.index((type(item), item.pk)) + 1)
    return copy


@transaction.atomic
def duplicate_module(module: Module, *, by: "User | None" = None) -> Module:
    """Copy a module with everything in it that is not left out, after the original."""
    copy = add_module(module.course, title=copy_title(module.title), by=by)
    for item in items_of(module):
        if item.retired_at is None:
            duplicate_item(item, module=copy, by=by)
    modules = modules_of(module.course)
    place_module(copy, index=modules.index(module) + 1)
    return copy


def copy_title(title: str) -> str:
    """Return the title of a copy, within the length a title may have."""
    ending = " (copy)"
    return f"{title[: LONGEST_TITLE - len(ending)].rstrip()}{ending}"


def _content(row: models.Model) -> dict[str, Any]:
    fields = (field for field in row._meta.concrete_fields if field.name not in OWN)
    skipped = {"title", "module", "retired_at"}
    return {field.name: getattr(row, field.name) for field in fields if field.name not in skipped}


@transaction.atomic
def leave_out(part: Any, *, by: "User") -> None:
    """Leave a part out of the next edition; published editions keep it."""
    part.retired_at = part.retired_at or timezone.now()
    part.save(update_fields=["retired_at"])
    record("part.left_out", actor=by, thing=_name_of(part))


@transaction.atomic
def take_in_again(part: Any, *, by: "User") -> None:
    """Take a part that was left out into the draft again."""
    part.retired_at = None
    part.save(update_fields=["retired_at"])
    record("part.taken_in_again", actor=by, thing=_name_of(part))


def _name_of(part: Any) -> str:
    return f"{part._meta.model_name} {part.pk}"
