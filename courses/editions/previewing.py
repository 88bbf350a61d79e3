"""A draft as the edition that it would become, with nothing written."""

from django.utils import timezone

from courses.editions.compiling import CompiledCourse
from courses.editions.models import Edition, EditionItem, EditionModule
from courses.editions.publishing import fields_of, newest_of
from courses.quizzes.models import QuizVersion


def unsaved_edition(compiled: CompiledCourse) -> Edition:
    """Return the edition that publishing a draft now would write."""
    newest = newest_of(compiled.course)
    return Edition(
        course=compiled.course,
        number=newest.number + 1 if newest else 1,
        published_at=timezone.now(),
        **fields_of(compiled),
    )


def unsaved_items(edition: Edition, compiled: CompiledCourse) -> list[EditionItem]:
    """Return its lessons and quizzes in order."""
    items: list[EditionItem] = []
    for place, part in enumerate(compiled.modules, start=1):
        module = EditionModule(edition=edition, position=place, title=part.module.title)
        for item in part.items:
            quiz = QuizVersion(pk=0, title=item.place.title) if item.is_quiz else None
            items.append(
                EditionItem(
                    edition=edition,
                    module=module,
                    position=len(items) + 1,
                    key=item.place.key,
                    title=item.place.title,
                    minutes=item.minutes,
                    is_preview=item.is_preview,
                    quiz_version=quiz,
                )
            )
    return items
