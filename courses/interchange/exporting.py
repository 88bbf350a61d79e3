"""A course's draft as a package."""

from typing import Any

from courses.catalogue.models import Course, Module
from courses.interchange.blocks_out import filled, write_blocks
from courses.interchange.writing import Text, dump
from courses.lessons.models import Lesson, Reference
from courses.quizzes.models import Question, Quiz
from courses.quizzes.wording import words
from cpd.media.models import CourseDocument, CourseImage, Drawing

FORMAT = 1


class Export:
    """Collects a package's files, and the sources and media that its lessons use."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.references: dict[str, Reference] = {}
        self.media: dict[str, bytes] = {}

    def files(self) -> dict[str, bytes]:
        """Return every file of the package by name."""
        modules = self.course.modules.filter(retired_at__isnull=True).order_by("position", "pk")
        files = {"course.yaml": dump(self._course(list(modules)))}
        for module in modules:
            for lesson in module.lessons.filter(retired_at__isnull=True):
                files[f"lessons/{lesson.key}.yaml"] = dump(self._lesson(lesson))
            for quiz in module.quizzes.filter(retired_at__isnull=True):
                files[f"quizzes/{quiz.key}.yaml"] = dump(self._quiz(quiz))
        references = {key: _reference(row) for key, row in sorted(self.references.items())}
        return {**files, "references.yaml": dump(references), **self.media}

    def _course(self, modules: list[Module]) -> dict[str, Any]:
        course, author = self.course, self.course.author
        return {
            "format": FORMAT,
            "slug": course.slug,
            "title": course.title,
            "topic": course.topic.key,
            "level": course.level,
            **({"is_flagship": True} if course.is_flagship else {}),
            "summary": course.summary,
            "audience": course.audience,
            "prerequisites": course.prerequisites,
            "description": Text(course.description.strip() + "\n"),
            "outcomes": course.outcome_list,
            "minutes_basis": course.minutes_basis,
            **filled(evidence_reviewed_on=course.evidence_reviewed_on),
            "author": filled(
                key=author.key, name=author.name, role=author.role, biography=author.biography
            ),
            "modules": [_module(module) for module in modules],
        }

    def _lesson(self, lesson: Lesson) -> dict[str, Any]:
        for block in lesson.body:
            self._collect(block.block_type, block.value)
        minutes = {
            "reading": lesson.reading_minutes,
            "activity": lesson.activity_minutes,
            "video": lesson.video_minutes,
        }
        return {
            "title": lesson.title,
            **filled(summary=lesson.summary),
            "minutes": {kind: count for kind, count in minutes.items() if count},
            **({"is_preview": True} if lesson.is_preview else {}),
            **filled(content_note=lesson.content_note),
            "blocks": write_blocks(lesson.body),
        }

    def _quiz(self, quiz: Quiz) -> dict[str, Any]:
        questions = [block.value for block in quiz.entries if block.block_type == "question"]
        return {
            "title": quiz.title,
            **filled(introduction=quiz.introduction),
            "minutes": quiz.minutes,
            "pass_mark": quiz.pass_mark,
            "attempts": quiz.attempt_limit or "unlimited",
            "questions": [self._question(question) for question in questions if question],
        }

    def _question(self, question: Question) -> dict[str, Any]:
        choices = [block.value for block in question.choices]
        return {
            "key": question.key,
            "kind": question.kind,
            "stem": words(question.stem),
            "choices": [
                filled(
                    text=words(choice["text"].source),
                    is_right=choice["is_right"] or None,
                    feedback=words(choice["feedback"].source),
                    references=self._cite(choice["references"]),
                )
                for choice in choices
            ],
            "explanation": words(question.explanation),
            **filled(references=self._cite(block.value for block in question.references)),
        }

    def _cite(self, rows: Any) -> list[str]:
        known = [row for row in rows if row]
        self.references.update({row.key: row for row in known})
        return [row.key for row in known]

    def _collect(self, kind: str, value: Any) -> None:
        if kind == "evidence":
            self._cite(value["references"])
        if kind == "check":
            for choice in value["choices"]:
                self._cite(choice["references"])
        if kind == "figure" and value["drawing"]:
            self._add_drawing(value["drawing"])
        if kind == "figure" and value["image"]:
            self._add_file(value["image"])
        if kind in {"video", "file"}:
            self._add_file(value["file"])
        if kind == "video":
            self._add_file(value["captions"])

    def _add_drawing(self, drawing: Drawing) -> None:
        self.media[f"media/{drawing.key}.svg"] = drawing.safe_svg.encode() + b"\n"

    def _add_file(self, row: CourseImage | CourseDocument) -> None:
        with row.file.open("rb") as file:
            self.media[f"media/{row.filename}"] = file.read()


def export_course(course: Course) -> dict[str, bytes]:
    """Return a course's draft as the files of a package."""
    return Export(course).files()


def _module(module: Module) -> dict[str, Any]:
    lessons = module.lessons.filter(retired_at__isnull=True)
    quizzes = module.quizzes.filter(retired_at__isnull=True)
    items = [(lesson.position, 0, lesson.pk, {"lesson": lesson.key}) for lesson in lessons]
    items += [(quiz.position, 1, quiz.pk, {"quiz": quiz.key}) for quiz in quizzes]
    ordered = [item for *_, item in sorted(items, key=lambda entry: entry[:3])]
    return {"key": module.key, "title": module.title, "items": ordered}


def _reference(row: Reference) -> dict[str, Any]:
    return filled(
        authors=row.authors,
        title=row.title,
        source=row.source,
        year=row.year,
        design=row.design,
        doi=row.doi,
        url=row.url,
    )
