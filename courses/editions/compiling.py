"""Compiling a whole course draft: what an edition will hold, with nothing written yet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from courses.catalogue.models import Course, Module
from courses.catalogue.survey import compile_survey
from courses.editions.arranging import items_of
from courses.editions.markdown import render_markdown
from courses.hashing import content_hash
from courses.lessons.compiling import compile_lessons
from courses.lessons.models import Lesson
from courses.lessons.rendering import graded
from courses.quizzes.compiling import compile_quizzes
from courses.quizzes.models import Quiz
from cpd.media.published import published_picture

COVER = "fill-1200x800|format-webp"


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """A lesson or quiz, its content and the content's address."""

    place: Lesson | Quiz
    content: dict[str, Any]

    @property
    def hash(self) -> str:
        """The content's address."""
        return content_hash(self.content)

    @property
    def is_quiz(self) -> bool:
        """Whether the place is a quiz."""
        return isinstance(self.place, Quiz)

    @property
    def is_preview(self) -> bool:
        """Whether visitors may read it."""
        return isinstance(self.place, Lesson) and self.place.is_preview

    @property
    def minutes(self) -> int:
        """Learning minutes."""
        minutes = self.content["minutes"]
        return int(minutes) if self.is_quiz else sum(minutes.values())


@dataclass(frozen=True, slots=True)
class CompiledModule:
    """A module with its items in order."""

    module: Module
    items: list[CompiledItem]


@dataclass(frozen=True, slots=True)
class CompiledCourse:
    """A course draft as plain data."""

    course: Course
    modules: list[CompiledModule]

    @property
    def items(self) -> Iterator[CompiledItem]:
        """Every item, in the order a learner meets it."""
        return (item for module in self.modules for item in module.items)

    @property
    def lessons(self) -> list[CompiledItem]:
        """The lessons."""
        return [item for item in self.items if not item.is_quiz]

    @property
    def quizzes(self) -> list[CompiledItem]:
        """The quizzes."""
        return [item for item in self.items if item.is_quiz]

    @property
    def minutes_by_kind(self) -> dict[str, int]:
        """Minutes of reading, activity, video and assessment."""
        totals = Counter({"reading": 0, "activity": 0, "video": 0})
        for lesson in self.lessons:
            totals.update(lesson.content["minutes"])
        return {**totals, "assessment": sum(quiz.minutes for quiz in self.quizzes)}

    @property
    def head(self) -> dict[str, Any]:
        """What the edition says about itself; field names are the edition's."""
        course = self.course
        author = course.author
        cover = published_picture(course.cover_image, size=COVER)
        return {
            "title": course.title,
            "topic_id": course.topic_id,
            "level": course.level,
            "summary": course.summary,
            "audience": course.audience,
            "prerequisites": course.prerequisites,
            "description_html": render_markdown(course.description),
            "outcomes": course.outcome_list,
            "minutes": sum(self.minutes_by_kind.values()),
            "minutes_basis": course.minutes_basis,
            "minutes_by_kind": self.minutes_by_kind,
            "author": {"name": author.name, "role": author.role, "biography": author.biography},
            "evidence_reviewed_on": course.evidence_reviewed_on,
            "cover_url": cover.get("image_url", ""),
            "survey": compile_survey(course),
        }

    @property
    def hash(self) -> str:
        """The edition's address: its head, its modules, and the address of every item."""
        head = {**self.head, "evidence_reviewed_on": str(self.course.evidence_reviewed_on)}
        if not head["survey"]:  # so that what was published before there were any is the same
            del head["survey"]
        modules = [
            {
                "key": part.module.key,
                "title": part.module.title,
                "items": [[item.place.key, item.hash, item.is_preview] for item in part.items],
            }
            for part in self.modules
        ]
        return content_hash({"head": head, "modules": modules})

    @property
    def evidence(self) -> dict[str, dict[str, int]]:
        """Graded statements counted by design and by grade."""
        statements = [block for lesson in self.lessons for block in graded(lesson.content)]
        return {
            "design": dict(Counter(block["design"] for block in statements)),
            "grade": dict(Counter(block["grade"] for block in statements)),
        }

    @property
    def reference_count(self) -> int:
        """How many different sources the lessons cite."""
        return len({key for lesson in self.lessons for key in lesson.content["sources"]})


def compile_course(course: Course) -> CompiledCourse:
    """Compile a course's draft as it stands; retired parts are left out. However many parts there
    are, it costs the same queries."""
    modules = list(
        course.modules.filter(retired_at__isnull=True)
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch("lessons", Lesson.objects.filter(retired_at__isnull=True)),
            Prefetch("quizzes", Quiz.objects.filter(retired_at__isnull=True)),
        )
    )
    lessons = [lesson for module in modules for lesson in module.lessons.all()]
    quizzes = [quiz for module in modules for quiz in module.quizzes.all()]
    contents: dict[Lesson | Quiz, dict[str, Any]] = {
        **dict(zip(lessons, compile_lessons(lessons), strict=True)),
        **dict(zip(quizzes, compile_quizzes(quizzes), strict=True)),
    }
    return CompiledCourse(
        course,
        [
            CompiledModule(
                module, [CompiledItem(place, contents[place]) for place in items_of(module)]
            )
            for module in modules
        ],
    )
