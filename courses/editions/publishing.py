"""Publishing: a course draft becomes a numbered, immutable edition."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from courses.catalogue.covers import draw_cover
from courses.catalogue.models import Course
from courses.catalogue.stocking import rename_after_publishing
from courses.editions.classing import refuse_as_minor
from courses.editions.compiling import CompiledCourse, CompiledItem, compile_course
from courses.editions.failing import fail_plan
from courses.editions.models import Edition, EditionItem, EditionModule
from courses.editions.readiness import blocking_faults
from courses.lessons.models import Lesson, LessonVersion
from courses.quizzes.compiling import asked_count
from courses.quizzes.models import QuizVersion
from courses.quizzes.versioning import write_question_versions
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User

# What lower apps cannot know: the upper ones add themselves in AppConfig.ready.
after_publishing: list[Callable[[Edition], None]] = []


class NotReady(Exception):
    """The draft cannot be published; `faults` says what to do about each reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class NothingChanged(Exception):
    """The draft is the same as the live edition."""


@transaction.atomic
def publish(
    course: Course, *, note: str, change_class: Edition.ChangeClass, by: "User | None" = None
) -> Edition:
    """Publish a draft as the next edition and make it live, with no review; the studio asks
    reviewing.py. Raises NotReady, NothingChanged or IsMaterial."""
    compiled = compile_course(lock(course))
    return publish_compiled(compiled, note=note, change_class=change_class, by=by)


def lock(course: Course) -> Course:
    """Whatever leads to an edition of a course is done one after the other."""
    return Course.objects.select_for_update().get(pk=course.pk)


def publish_compiled(
    compiled: CompiledCourse,
    *,
    note: str,
    change_class: Edition.ChangeClass,
    by: "User | None" = None,
) -> Edition:
    """Write a compiled draft as the next edition, within the transaction that locked its course.
    Raises NotReady, NothingChanged or IsMaterial."""
    refuse_unfit(compiled)
    previous = newest_of(compiled.course)
    refuse_as_minor(change_class, previous, compiled)
    edition = _write_edition(compiled, previous, note=note, change_class=change_class, by=by)
    announce(edition, act="course.published", by=by)
    return edition


def refuse_unfit(compiled: CompiledCourse) -> None:
    """Raises NotReady for a draft with faults, NothingChanged for one that is live already."""
    faults = blocking_faults(compiled)
    if faults:
        raise NotReady(faults)
    newest = newest_of(compiled.course)
    if newest and newest.is_live and newest.content_hash == compiled.hash:
        raise NothingChanged


def newest_of(course: Course) -> Edition | None:
    """Return a course's last edition."""
    return course.editions.order_by("-number").first()


def announce(edition: Edition, *, act: str, by: "User | None", **details: Any) -> None:
    """Write down that an edition went live, and let the upper apps do their part."""
    course = edition.course
    thing = f"{course.slug} edition {edition.number}"
    record(act, actor=by, thing=thing, reason=edition.change_note, **details)
    rename_after_publishing(course, edition.title)
    for follow in after_publishing:
        follow(edition)


@transaction.atomic
def retire(course: Course, *, by: "User | None" = None) -> None:
    """Take a course from the catalogue; learners keep their access and their records. A planned
    publication fails: whoever retires a course wants no new edition."""
    lock(course)
    fail_plan(course, "The course was retired before it was due.")
    Course.objects.filter(pk=course.pk, retired_at__isnull=True).update(retired_at=timezone.now())
    record("course.retired", actor=by, thing=course.slug)


@transaction.atomic
def bring_back(course: Course, *, by: "User | None" = None) -> None:
    """Put a retired course back into the catalogue."""
    Course.objects.filter(pk=course.pk).update(retired_at=None)
    record("course.brought_back", actor=by, thing=course.slug)


def fields_of(compiled: CompiledCourse) -> dict[str, Any]:
    """Return what an edition says of a course, beside its number and what changed."""
    course = compiled.course
    return {
        "content_hash": compiled.hash,
        **compiled.head,
        "evidence": compiled.evidence,
        "lesson_count": len(compiled.lessons),
        "question_count": sum(asked_count(quiz.content) for quiz in compiled.quizzes),
        "reference_count": compiled.reference_count,
        "cover_svg": draw_cover(course.topic.field, course.slug, flagship=course.is_flagship),
    }


def _write_edition(
    compiled: CompiledCourse,
    previous: Edition | None,
    *,
    note: str,
    change_class: Edition.ChangeClass,
    by: "User | None",
) -> Edition:
    course = compiled.course
    course.editions.filter(is_live=True).update(is_live=False)
    edition = Edition.objects.create(
        course=course,
        number=previous.number + 1 if previous else 1,
        is_live=True,
        **fields_of(compiled),
        change_class=change_class,
        change_note=note,
        published_by=by,
    )
    _write_items(edition, compiled, previous)
    return edition


def _write_items(edition: Edition, compiled: CompiledCourse, previous: Edition | None) -> None:
    before = {item.key: item for item in previous.items.all()} if previous else {}
    position = 0
    for module_position, part in enumerate(compiled.modules, start=1):
        module = EditionModule.objects.create(
            edition=edition, position=module_position, key=part.module.key, title=part.module.title
        )
        for item in part.items:
            position += 1
            _write_item(edition, module, item, position=position, before=before.get(item.place.key))


def _write_item(
    edition: Edition,
    module: EditionModule,
    item: CompiledItem,
    *,
    position: int,
    before: EditionItem | None,
) -> EditionItem:
    version = _version(item)
    row = EditionItem(
        edition=edition,
        module=module,
        position=position,
        key=item.place.key,
        title=item.place.title,
        minutes=item.minutes,
        is_preview=item.is_preview,
        lesson_version=version if isinstance(version, LessonVersion) else None,
        quiz_version=version if isinstance(version, QuizVersion) else None,
    )
    row.same_since = same_since(row, before)
    row.save()
    return row


def _version(item: CompiledItem) -> LessonVersion | QuizVersion:
    """Find the version with this content, or write it."""
    values = {"title": item.place.title, "content": item.content}
    if isinstance(item.place, Lesson):
        lesson_version, _ = LessonVersion.objects.get_or_create(
            lesson=item.place, content_hash=item.hash, defaults=values
        )
        return lesson_version
    quiz_version, is_new = QuizVersion.objects.get_or_create(
        quiz=item.place, content_hash=item.hash, defaults=values
    )
    if is_new:
        write_question_versions(item.content["questions"], course=item.place.course)
    return quiz_version


def same_since(row: EditionItem, before: EditionItem | None) -> int:
    """The edition since which an item is materially the same (decision 2)."""
    if before is None or row.is_quiz != before.is_quiz:
        return row.edition.number
    is_unchanged = (row.lesson_version_id, row.quiz_version_id) == (
        before.lesson_version_id,
        before.quiz_version_id,
    )
    is_minor = row.edition.change_class == Edition.ChangeClass.MINOR
    return before.same_since if is_unchanged or is_minor else row.edition.number
