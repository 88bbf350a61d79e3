"""Writing a package's course as drafts: all of it, or nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Author, Course, Module, Topic
from courses.interchange.archive import read_package
from courses.interchange.blocks_in import Shelf, read_blocks
from courses.interchange.located import Problems, Reader
from courses.interchange.media_in import store_documents, store_drawings, store_images
from courses.interchange.parsing import Item, Package, Part, parse_package, read_question
from courses.lessons.models import Lesson, Reference
from courses.quizzes.models import Question, Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made."""

    course: Course
    is_new: bool
    lesson_count: int
    question_count: int


def import_course(path: Path, *, by: "User | None" = None) -> Imported:
    """Turn a package into drafts; a known slug gets its draft replaced. Raises PackageRefused, with
    nothing written."""
    return import_files(read_package(path), by=by)


def import_files(files: dict[str, bytes], *, by: "User | None" = None) -> Imported:
    """Do the same from files already read."""
    problems = Problems()
    package = parse_package(files, problems)
    topic = Topic.objects.filter(key=package.course["topic"]).first()
    if topic is None:
        known = ", ".join(Topic.objects.values_list("key", flat=True))
        problems.add(
            "course.yaml", 1, f"There is no topic “{package.course['topic']}”; there are {known}."
        )
    with transaction.atomic():
        imported = Writer(package, problems).write(topic)
        problems.refuse()
        record("course.imported", actor=by, thing=package.course["slug"])
    return imported


class Writer:
    """Writes one package inside the caller's transaction."""

    def __init__(self, package: Package, problems: Problems) -> None:
        self.package, self.problems = package, problems

    def write(self, topic: Topic | None) -> Imported:
        """Write everything; problems found on the way make the caller roll it back."""
        self.shelf = Shelf(
            references={
                key: _reference(key, row).pk for key, row in self.package.references.items()
            },
            drawings=store_drawings(self.package.drawings),
            images=store_images(self.package.images, self.problems),
            documents=store_documents(self.package.documents),
        )
        self.problems_before_rows(topic)
        course, is_new = self._course(topic)
        lessons = questions = 0
        kept = []
        for position, part in enumerate(self.package.parts):
            module = self._module(course, part, position)
            kept.append(module.pk)
            for place, item in enumerate(part.items):
                if item.kind == "lesson":
                    self._lesson(module, item, place)
                    lessons += 1
                else:
                    questions += self._quiz(module, item, place)
            self._retire_others(module, part)
        _retire(course.modules.exclude(pk__in=kept))
        return Imported(course, is_new, lessons, questions)

    def problems_before_rows(self, topic: Topic | None) -> None:
        """Stop before rows that could not be written at all."""
        if topic is None or not self.package.course["slug"]:
            self.problems.refuse()

    def _course(self, topic: Topic | None) -> tuple[Course, bool]:
        author_values = {key: value for key, value in self.package.author.items() if key != "key"}
        author, _ = Author.objects.update_or_create(
            key=self.package.author["key"], defaults=author_values
        )
        values = {**self.package.course, "topic": topic, "author": author}
        if values["is_flagship"]:
            Course.objects.exclude(slug=values["slug"]).update(is_flagship=False)
        return Course.objects.update_or_create(slug=values.pop("slug"), defaults=values)

    def _module(self, course: Course, part: Part, position: int) -> Module:
        module, _ = Module.objects.update_or_create(
            course=course,
            key=part.key,
            defaults={"title": part.title, "position": position, "retired_at": None},
        )
        return module

    def _lesson(self, module: Module, item: Item, position: int) -> None:
        reader = item.reader
        minutes = reader.child(
            reader.value("minutes", default={}), reader.mapping.lines.get("minutes", 1)
        )
        values: dict[str, Any] = {
            "title": reader.line_of("title", longest=150),
            "summary": reader.line_of("summary", longest=300, is_optional=True),
            "reading_minutes": minutes.whole("reading", default=0),
            "activity_minutes": minutes.whole("activity", default=0),
            "video_minutes": minutes.whole("video", default=0),
            "is_preview": reader.yes("is_preview"),
            "content_note": reader.line_of("content_note", longest=300, is_optional=True),
            "position": position,
            "retired_at": None,
        }
        raw = read_blocks(reader.items("blocks"), reader, self.shelf)
        minutes.done()
        reader.done()
        lesson = self._place(Lesson, module, item.key)
        for name, value in values.items():
            setattr(lesson, name, value)
        lesson.body = raw
        lesson.save()

    def _quiz(self, module: Module, item: Item, position: int) -> int:
        reader = item.reader
        attempts = reader.value("attempts", default="unlimited")
        if attempts != "unlimited" and (not isinstance(attempts, int) or attempts < 1):
            reader.fault("attempts", "“attempts” is “unlimited” or a number from 1.")
            attempts = "unlimited"
        quiz = self._place(Quiz, module, item.key)
        quiz.title = reader.line_of("title", longest=150)
        quiz.introduction = reader.line_of("introduction", is_optional=True)
        quiz.minutes = reader.whole("minutes")
        quiz.pass_mark = min(max(_percentage(reader), 1), 100)
        quiz.attempt_limit = None if attempts == "unlimited" else attempts
        quiz.position, quiz.retired_at = position, None
        quiz.save()
        count = self._questions(quiz, reader)
        reader.done()
        return count

    def _questions(self, quiz: Quiz, reader: Reader) -> int:
        seen: set[str] = set()
        for position, (entry, line) in enumerate(reader.items("questions")):
            values = read_question(reader.child(entry, line), dict(self.shelf.references))
            key = values.pop("key")
            if key in seen:
                self.problems.add(reader.file, line, f"The key “{key}” stands in this quiz twice.")
            seen.add(key)
            values["choices"] = [
                {"type": "choice", "value": choice} for choice in values["choices"]
            ]
            values["references"] = [
                {"type": "reference", "value": pk} for pk in values["references"]
            ]
            question = quiz.questions.filter(key=key).first() or Question(quiz=quiz, key=key)
            for name, value in {**values, "position": position, "retired_at": None}.items():
                setattr(question, name, value)
            question.save()
        _retire(quiz.questions.exclude(key__in=seen))
        return len(seen)

    def _place[Place: (Lesson, Quiz)](self, model: type[Place], module: Module, key: str) -> Place:
        """Find the place by its key anywhere in the course, so that it may move between modules."""
        found = model.objects.filter(module__course=module.course, key=key).first()
        place = found or model(module=module, key=key)
        place.module = module
        return place

    def _retire_others(self, module: Module, part: Part) -> None:
        keys = [item.key for item in part.items]
        _retire(module.lessons.exclude(key__in=keys))
        _retire(module.quizzes.exclude(key__in=keys))


def _percentage(reader: Reader) -> int:
    value = reader.whole("pass_mark")
    if not 1 <= value <= 100:
        reader.fault("pass_mark", "“pass_mark” is a percentage from 1 to 100.")
    return value


def _reference(key: str, row: dict[str, Any]) -> Reference:
    reference, _ = Reference.objects.update_or_create(key=key, defaults=row)
    return reference


def _retire(rows: Any) -> None:
    rows.filter(retired_at__isnull=True).update(retired_at=timezone.now())
