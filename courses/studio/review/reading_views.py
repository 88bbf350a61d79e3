"""Reading a draft as learners will, with comments in place."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.catalogue.models import Course
from courses.editions.arranging import Item
from courses.editions.compiling import CompiledCourse, compile_course
from courses.editions.models import Comment
from courses.lessons.models import Lesson
from courses.quizzes.compiling import SHARED, compile_quiz
from courses.quizzes.models import Question, Quiz
from courses.quizzes.showing.telling import tell
from courses.studio.builder.parts import own_course
from courses.studio.review.forms import LONGEST
from courses.studio.review.passages import lost, passages_of
from courses.studio.review.places import own_part_of, questions_of
from courses.studio.review.threads import by_block, open_counts, threads_of
from courses.studio.review.zones import in_own_zone


@dataclass(frozen=True, slots=True)
class Stop:
    """A lesson or quiz on the way through the draft."""

    kind: str
    pk: int
    title: str
    minutes: int
    comments: int


@require_safe
@in_own_zone
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the course says about itself, and its lessons and quizzes."""
    course = own_course(request, pk)
    compiled = compile_course(course)
    stops = _stops(compiled)
    context = {
        **_shared(course),
        "compiled": compiled,
        "head": compiled.head,
        "stops": stops,
        "threads": threads_of(course),
        "following": stops[0] if stops else None,
    }
    return render(request, "courses/studio/review/read_course.html", context)


@require_safe
@in_own_zone
def read_part(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Show a lesson block by block, or a quiz question by question."""
    course = own_course(request, pk)
    item = own_part_of(course, kind, part)
    context = {**_shared(course), **_neighbours(course, item), "item": item, "kind": kind}
    if isinstance(item, Lesson):
        return render(
            request, "courses/studio/review/read_lesson.html", {**context, **_lesson(item)}
        )
    return render(
        request, "courses/studio/review/read_quiz.html", {**context, **_quiz(course, item)}
    )


def _shared(course: Course) -> dict[str, Any]:
    return {"course": course, "longest": LONGEST}


def _stops(compiled: CompiledCourse) -> list[Stop]:
    counts = open_counts(compiled.course)
    return [
        Stop(
            kind := "quiz" if item.is_quiz else "lesson",
            item.place.pk,
            item.place.title,
            item.minutes,
            counts.get((kind, item.place.pk), 0),
        )
        for item in compiled.items
    ]


def _neighbours(course: Course, item: Item) -> dict[str, Any]:
    """The parts before and after, in the order of the draft; of a part that is left out none."""
    stops = _stops(compile_course(course))
    kind = "quiz" if isinstance(item, Quiz) else "lesson"
    index = next(
        (at for at, stop in enumerate(stops) if (stop.kind, stop.pk) == (kind, item.pk)), -1
    )
    if index < 0:
        return {"previous": None, "following": None}
    return {
        "previous": stops[index - 1] if index else None,
        "following": stops[index + 1] if index + 1 < len(stops) else None,
    }


def _lesson(lesson: Lesson) -> dict[str, Any]:
    said = by_block(threads_of(lesson))
    passages = passages_of(lesson, said)
    return {
        "lesson": lesson,
        "passages": passages,
        "threads": said.get("", []),
        "lost": lost(passages, said),
    }


def _quiz(course: Course, quiz: Quiz) -> dict[str, Any]:
    content = compile_quiz(quiz)
    said = list(threads_of(quiz))
    rows = _by_key(course, [question["key"] for question in content["questions"]])
    asked: list[dict[str, Any]] = [
        {
            "told": tell(question),
            "row": rows[question["key"]],
            "threads": _about(said, rows[question["key"]]),
        }
        for question in content["questions"]
    ]
    shown = {entry["row"].pk for entry in asked}
    return {
        "quiz": content,
        "questions": asked,
        "threads": [thread for thread in said if thread.question_id is None],
        "lost": [row for row in said if row.question_id and row.question_id not in shown],
    }


def _about(said: list[Comment], question: Question) -> list[Comment]:
    return [thread for thread in said if thread.question_id == question.pk]


def _by_key(course: Course, keys: list[str]) -> dict[str, Question]:
    """Questions by the name they go by in a quiz's content."""
    rows = questions_of(course).filter(vignette=None)
    named = {(row.key if row.course_id else f"{SHARED}{row.key}"): row for row in rows}
    return {key: named[key] for key in keys}
