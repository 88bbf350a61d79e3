"""A course's draft as a package."""

from typing import Any

from courses.catalogue.models import Course, Module
from courses.interchange.blocks_out import filled, prose, write_blocks
from courses.interchange.questions_out import QuestionWriter
from courses.interchange.quizzes_out import QuizWriter
from courses.interchange.surveys import write_survey
from courses.interchange.terms import write_term
from courses.interchange.writing import Text, dump
from courses.lessons.models import Lesson, Reference, Term
from cpd.media.models import CourseDocument, CourseImage, Drawing

FORMAT = 2
FILES = {"video": ("file", "captions"), "file": ("file",)}  # the documents that a block shows


class NotWhole(Exception):
    """Files that a course shows are gone from the storage, or blocks are not finished, so that no
    package can be made."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Export:
    """Collects a package's files, and the sources and media that its lessons use."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.references: dict[str, Reference] = {}
        self.terms: dict[str, Term] = {}
        self.pictures: dict[str, CourseImage] = {}
        self.media: dict[str, bytes] = {}
        self.missing: list[str] = []
        self.questions = QuestionWriter(picture=self._picture, cite=self._cite)
        self.quizzes = QuizWriter(course, self.questions)

    def files(self) -> dict[str, bytes]:
        """Return every file of the package by name. Raises NotWhole."""
        modules = self.course.modules.filter(retired_at__isnull=True).order_by("position", "pk")
        files = {"course.yaml": dump(self._course(list(modules)))}
        for module in modules:
            for lesson in module.lessons.filter(retired_at__isnull=True):
                files[f"lessons/{lesson.key}.yaml"] = dump(self._lesson(lesson))
            for quiz in module.quizzes.filter(retired_at__isnull=True):
                files[f"quizzes/{quiz.key}.yaml"] = dump(self.quizzes.write(quiz))
        bank = self.quizzes.rest()
        if bank:
            files["bank.yaml"] = dump({"questions": bank})
        if self.missing:
            raise NotWhole(self.missing)
        references = {key: _reference(row) for key, row in sorted(self.references.items())}
        return {**files, "references.yaml": dump(references), **self._words(), **self.media}

    def _words(self) -> dict[str, bytes]:
        """Return the files about terms and pictures, where there are any."""
        terms = {key: write_term(row) for key, row in sorted(self.terms.items())}
        pictures = {name: _picture_words(row) for name, row in sorted(self.pictures.items())}
        files = {"terms.yaml": terms, "media.yaml": pictures}
        return {name: dump(content) for name, content in files.items() if content}

    def _course(self, modules: list[Module]) -> dict[str, Any]:
        course, author = self.course, self.course.author
        if course.cover_image:
            self._add_file(course.cover_image)
        return {
            "format": FORMAT,
            "slug": course.slug,
            "title": course.title,
            "topic": course.topic.key,
            "level": course.level,
            **({"is_flagship": True} if course.is_flagship else {}),
            "summary": course.summary,
            **filled(audience=course.audience, prerequisites=course.prerequisites),
            "description": Text(course.description.strip() + "\n"),
            "outcomes": course.outcome_list,
            "minutes_basis": course.minutes_basis,
            **filled(evidence_reviewed_on=course.evidence_reviewed_on),
            **filled(cover=course.cover_image.filename if course.cover_image else ""),
            "author": filled(
                key=author.key,
                name=author.name,
                role=author.role,
                biography=prose(author.biography),
            ),
            "modules": [_module(module) for module in modules],
            "evaluation": write_survey(course),
        }

    def _lesson(self, lesson: Lesson) -> dict[str, Any]:
        for block in lesson.body:
            self._collect(block.block_type, block.value)
            self.missing += [f"{what} in “{lesson.title}”" for what in _lost(block)]
        self.missing += [f"“{words}” in “{lesson.title}”" for words in lesson.unfinished.values()]
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

    def _cite(self, rows: Any) -> list[str]:
        known = [row for row in rows if row]
        self.references.update({row.key: row for row in known})
        return [row.key for row in known]

    def _collect(self, kind: str, value: Any) -> None:
        """Note what a block uses: sources, terms, drawings, pictures, files."""
        if kind == "evidence":
            self._cite(value["references"])
        if kind == "glossary":
            self.terms.update({term.key: term for term in value["terms"] if term})
        if kind == "check":
            for choice in value["choices"]:
                self._cite(choice["references"])
        if kind == "figure":
            self._collect_figure(value)
        for part in FILES.get(kind, ()):
            if value[part]:
                self._add_file(value[part])

    def _collect_figure(self, value: Any) -> None:
        if value["drawing"]:
            self._add_drawing(value["drawing"])
        if value["image"]:
            self._add_file(value["image"])

    def _add_drawing(self, drawing: Drawing) -> None:
        self.media[f"media/{drawing.key}.svg"] = drawing.safe_svg.encode() + b"\n"

    def _add_file(self, row: CourseImage | CourseDocument) -> None:
        try:
            with row.file.open("rb") as file:
                self.media[f"media/{row.filename}"] = file.read()
            if isinstance(row, CourseImage):
                self.pictures[row.filename] = row
        except OSError:
            self.missing.append(f"{row.title} ({row.file.name})")

    def _picture(self, number: str) -> str:
        """Return the file name of a picture that a question shows; the package brings it."""
        found = CourseImage.objects.filter(pk=number) if number.isdecimal() else None
        image = found.first() if found is not None else None
        if image is None:
            self.missing.append(f"a picture in the question “{self.questions.at}”")
            return ""
        if f"media/{image.filename}" not in self.media:
            self._add_file(image)
        return str(image.filename)


def export_course(course: Course) -> dict[str, bytes]:
    """Return a course's draft as the files of a package. Raises NotWhole."""
    return Export(course).files()


def _lost(block: Any) -> list[str]:
    """Return what a block shows that is in the library no more."""
    kind, value = block.block_type, block.value
    names = {"file": "the file", "captions": "the captions"}
    lost = [names[part] for part in FILES.get(kind, ()) if not value[part]]
    if kind == "figure" and not (value["drawing"] or value["image"]):
        lost.append("the picture")
    return [f"{what} of “{value['title']}”" for what in lost]


def _module(module: Module) -> dict[str, Any]:
    lessons = module.lessons.filter(retired_at__isnull=True)
    quizzes = module.quizzes.filter(retired_at__isnull=True)
    items = [(lesson.position, 0, lesson.pk, {"lesson": lesson.key}) for lesson in lessons]
    items += [(quiz.position, 1, quiz.pk, {"quiz": quiz.key}) for quiz in quizzes]
    ordered = [item for *_, item in sorted(items, key=lambda entry: entry[:3])]
    return {"key": module.key, "title": module.title, "items": ordered}


def _picture_words(row: CourseImage) -> dict[str, Any]:
    has_text = {"yes": True, "no": False}.get(row.text_in_it)
    return filled(title=row.title, alt=row.description, credit=row.credit, has_text=has_text)


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
