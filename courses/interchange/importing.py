"""Writing a package's course as drafts: all of it, or nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import RevisionMixin

from courses.catalogue.models import Author, Course, Module, Topic
from courses.interchange.archive import read_package
from courses.interchange.blocks_in import Shelf
from courses.interchange.drafts import LessonDraft
from courses.interchange.library import Kept, Library
from courses.interchange.located import Problem, Problems
from courses.interchange.media_in import store_documents, store_drawings, store_images
from courses.interchange.parsing import Package, Part, parse_package
from courses.interchange.questions_write import QuestionWriter
from courses.interchange.quizzes_in import QuizDraft
from courses.interchange.resolving import resolve
from courses.interchange.terms import store_terms
from courses.lessons.models import Lesson, Reference
from courses.quizzes.models import Question, Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


class SlugTaken(Exception):
    """A package was to become a new course, and its address has one already."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made, and what there is to mend in it before it is published; `made_own` are
    questions of the shared bank that became the course's own."""

    course: Course
    is_new: bool
    lesson_count: int
    question_count: int
    kept: tuple[Kept, ...] = ()
    hints: tuple[Problem, ...] = ()
    made_own: tuple[str, ...] = ()


def import_course(path: Path, *, by: "User | None" = None) -> Imported:
    """Turn a package into drafts; a known slug gets its draft replaced, and what courses share is
    updated. Raises PackageRefused, with nothing written."""
    return import_files(read_package(path), by=by)


def import_files(files: dict[str, bytes], *, by: "User | None" = None) -> Imported:
    """Do the same from files already read."""
    return write_package_drafts(read_files(files), by=by)


def read_files(files: dict[str, bytes]) -> Package:
    """Return a package without problems. Raises PackageRefused."""
    problems = Problems()
    package = parse_package(files, problems)
    problems.refuse()
    return package


@transaction.atomic
def write_package_drafts(
    package: Package,
    *,
    by: "User | None" = None,
    library: Library | None = None,
    as_new: bool = False,
) -> Imported:
    """Turn what was read into drafts; the library says what becomes of what courses share. Raises
    SlugTaken, also where somebody takes the address of a new course at the same moment."""
    imported = Writer(package, by, library or Library(), as_new=as_new).write()
    record("course.imported", actor=by, thing=package.course["slug"])
    return imported


class Writer:
    """Writes a package without problems inside the caller's transaction."""

    def __init__(
        self, package: Package, by: "User | None", library: Library, *, as_new: bool
    ) -> None:
        self.package, self.by, self.library, self.as_new = package, by, library, as_new

    def write(self) -> Imported:
        """Write everything."""
        self.shelf = self._shelf()
        course, is_new = self._course()
        modules = [
            (self._module(course, part, position), part)
            for position, part in enumerate(self.package.parts)
        ]
        questions = QuestionWriter(course, self.shelf, self.by, self.library)
        asked = questions.write(self.package.questions)
        lessons = 0
        for module, part in modules:
            for place, item in enumerate(part.items):
                if isinstance(item.draft, LessonDraft):
                    self._lesson(module, item.key, item.draft, place)
                    lessons += 1
                else:
                    self._quiz(module, item.key, item.draft, place, asked)
        self._retire_others(course, modules)
        questions.retire_others()
        kept, hints = tuple(self.library.kept), tuple(self.package.hints)
        made_own = tuple(self.library.made_own)
        return Imported(course, is_new, lessons, len(asked), kept, hints, made_own)

    def _shelf(self) -> Shelf:
        media, library = self.package.media, self.library
        references = self.package.references.items()
        return Shelf(
            references={key: library.put(Reference, key, row).pk for key, row in references},
            drawings=store_drawings(media.drawings, library),
            images=store_images(media, library),
            documents=store_documents(media.documents),
            terms=store_terms(self.package.terms, library),
        )

    def _course(self) -> tuple[Course, bool]:
        author_values = {key: value for key, value in self.package.author.items() if key != "key"}
        author = self.library.put(Author, self.package.author["key"], author_values)
        topic = Topic.objects.get(key=self.package.course["topic"])
        values = {**self.package.course, "topic": topic, "author": author}
        values["cover_image_id"] = self.shelf.images.get(values.pop("cover"))
        if values["is_flagship"]:
            Course.objects.exclude(slug=values["slug"]).update(is_flagship=False)
        put = _new_course if self.as_new else Course.objects.update_or_create
        course, is_new = put(slug=values.pop("slug"), defaults=values)
        self._revise(course)
        return course, is_new

    def _module(self, course: Course, part: Part, position: int) -> Module:
        module, _ = Module.objects.update_or_create(
            course=course,
            key=part.key,
            defaults={"title": part.title, "position": position, "retired_at": None},
        )
        self._revise(module)
        return module

    def _revise(self, draft: RevisionMixin) -> None:
        """Keep the draft as a revision: the studio tells two editors apart by the one each began
        with."""
        draft.save_revision(user=self.by, clean=False)

    def _lesson(self, module: Module, key: str, draft: LessonDraft, position: int) -> None:
        lesson = _place(Lesson, module, key)
        _set(lesson, {**draft.values, "position": position, "retired_at": None})
        lesson.body, lesson.unfinished = resolve(draft.blocks, self.shelf), {}
        lesson.save()
        self._revise(lesson)

    def _quiz(
        self, module: Module, key: str, draft: QuizDraft, position: int, asked: dict[str, Question]
    ) -> None:
        quiz = _place(Quiz, module, key)
        _set(quiz, {**draft.values, "position": position, "retired_at": None})
        quiz.entries = [
            ("question", asked[entry]) if isinstance(entry, str) else ("draw", entry)
            for entry in draft.entries
        ]
        quiz.save()
        self._revise(quiz)

    def _retire_others(self, course: Course, modules: list[tuple[Module, Part]]) -> None:
        """Retire what the package lacks, once everything has found its place."""
        for module, part in modules:
            keys = [item.key for item in part.items]
            _retire(module.lessons.exclude(key__in=keys))
            _retire(module.quizzes.exclude(key__in=keys))
        _retire(course.modules.exclude(pk__in=[module.pk for module, _ in modules]))


def _new_course(*, slug: str, defaults: dict[str, Any]) -> tuple[Course, bool]:
    try:
        with transaction.atomic():
            return Course.objects.create(slug=slug, **defaults), True
    except IntegrityError:
        if Course.objects.filter(slug=slug).exists():
            raise SlugTaken(slug) from None
        raise


def _place[Place: (Lesson, Quiz)](model: type[Place], module: Module, key: str) -> Place:
    """Find the place by its key anywhere in the course, so that it may move between modules; one
    that is retired comes back only where no other has its key."""
    found = min(
        model.objects.filter(module__course=module.course, key=key),
        key=lambda place: (place.module_id != module.pk, place.retired_at is not None, place.pk),
        default=None,
    )
    place = found or model(key=key)
    place.module = module
    return place


def _set(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _retire(rows: Any) -> None:
    rows.filter(retired_at__isnull=True).update(retired_at=timezone.now())
