"""Rolling back: an older edition's content becomes the next edition; the draft is left alone."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from courses.editions.classing import refuse_as_minor
from courses.editions.failing import fail_plan
from courses.editions.models import Edition, EditionItem, EditionModule
from courses.editions.publishing import NothingChanged, announce, lock, newest_of, same_since

if TYPE_CHECKING:
    from accounts.models import User

# What a new edition says for itself; everything else is the older one's.
OWN = {"id", "number", "is_live", "change_class", "change_note", "published_at", "published_by"}


@transaction.atomic
def roll_back(
    older: Edition, *, note: str, change_class: Edition.ChangeClass, by: "User"
) -> Edition:
    """Make the next edition with an older one's head, modules and versions. A planned publication
    fails, because it would undo this unasked. Raises NothingChanged if the live edition has the
    same content, and IsMaterial."""
    course = lock(older.course)
    newest = newest_of(course)
    if newest is None or newest.content_hash == older.content_hash:
        raise NothingChanged
    refuse_as_minor(change_class, newest, older)
    course.editions.filter(is_live=True).update(is_live=False)
    edition = Edition.objects.create(
        **_head(older),
        number=newest.number + 1,
        is_live=True,
        change_class=change_class,
        change_note=note,
        published_by=by,
    )
    _copy_items(older, edition, newest)
    fail_plan(course, f"The course was rolled back to edition {older.number} meanwhile.")
    announce(edition, act="course.rolled_back", by=by, to=older.number)
    return edition


def _head(older: Edition) -> dict[str, Any]:
    fields = (field for field in Edition._meta.concrete_fields if field.name not in OWN)
    return {field.attname: getattr(older, field.attname) for field in fields}


def _copy_items(older: Edition, edition: Edition, newest: Edition) -> None:
    modules = {
        module.pk: EditionModule.objects.create(
            edition=edition, position=module.position, key=module.key, title=module.title
        )
        for module in older.modules.all()
    }
    before = {item.key: item for item in newest.items.all()}
    for item in older.items.all():
        row = EditionItem(
            edition=edition,
            module=modules[item.module_id],
            position=item.position,
            key=item.key,
            title=item.title,
            minutes=item.minutes,
            is_preview=item.is_preview,
            lesson_version_id=item.lesson_version_id,
            quiz_version_id=item.quiz_version_id,
        )
        row.same_since = same_since(row, before.get(item.key))
        row.save()
