"""Ordering a course's draft: where modules, lessons and quizzes stand. An item's place is no part
of its own revisions; it changes here only."""

from collections.abc import Sequence

from django.db import transaction

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz

Item = Lesson | Quiz


class KeyTaken(Exception):
    """The module already has an item of this kind with the same key."""


def items_of(module: Module) -> list[Item]:
    """Return a module's lessons and quizzes in order, those left out last."""
    items: list[Item] = [*module.lessons.all(), *module.quizzes.all()]
    return sorted(
        items,
        key=lambda item: (bool(item.retired_at), item.position, isinstance(item, Quiz), item.pk),
    )


def modules_of(course: Course) -> list[Module]:
    """Return a course's modules in order, those left out last."""
    modules = course.modules.prefetch_related("lessons", "quizzes")
    return sorted(modules, key=lambda row: (bool(row.retired_at), row.position, row.pk))


def end_of(module: Module) -> int:
    """Return the position after a module's last item."""
    return max((item.position for item in items_of(module)), default=-1) + 1


@transaction.atomic
def place_item(item: Item, *, module: Module, index: int) -> None:
    """Put an item at a place of a module of its course, counted from 0 among the others. Raises
    KeyTaken."""
    _lock(module.course)
    others = [other for other in items_of(module) if not _is_same(other, item)]
    twins = {other.key for other in others if type(other) is type(item)}
    if module.pk != item.module_id and item.key in twins:
        raise KeyTaken
    type(item)._default_manager.filter(pk=item.pk).update(module=module)
    at = max(0, min(index, len(others)))
    _number([*others[:at], item, *others[at:]])


@transaction.atomic
def shift_item(item: Item, *, by: int) -> None:
    """Move an item one place up (-1) or down (1) among those that are not left out; at a module's
    edge into the next module. At the course's edge nothing happens. Raises KeyTaken."""
    _lock(item.course)
    modules = [row for row in modules_of(item.course) if _is_in(row) or row.pk == item.module_id]
    here = next(module for module in modules if module.pk == item.module_id)
    items = [other for other in items_of(here) if _is_in(other) or _is_same(other, item)]
    index = next(at for at, other in enumerate(items) if _is_same(other, item)) + by
    if 0 <= index < len(items):
        place_item(item, module=here, index=index)
        return
    beyond = modules.index(here) + by
    if 0 <= beyond < len(modules):
        end = sum(_is_in(other) for other in items_of(modules[beyond])) if by < 0 else 0
        place_item(item, module=modules[beyond], index=end)


@transaction.atomic
def place_module(module: Module, *, index: int) -> None:
    """Put a module at a place of its course, counted from 0 among the others."""
    _lock(module.course)
    others = [other for other in modules_of(module.course) if other.pk != module.pk]
    at = max(0, min(index, len(others)))
    _number([*others[:at], module, *others[at:]])


def shift_module(module: Module, *, by: int) -> None:
    """Move a module one place up (-1) or down (1)."""
    modules = modules_of(module.course)
    place_module(module, index=max(0, modules.index(module) + by))


def _lock(course: Course) -> None:
    """Two who arrange the same course do it one after the other."""
    Course.objects.select_for_update().get(pk=course.pk)


def _is_in(row: Item | Module) -> bool:
    return row.retired_at is None


def _is_same(one: Item, other: Item) -> bool:
    return type(one) is type(other) and one.pk == other.pk


def _number(rows: Sequence[Item | Module]) -> None:
    for position, row in enumerate(rows):
        type(row)._default_manager.filter(pk=row.pk).update(position=position)
