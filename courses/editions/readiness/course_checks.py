"""What is looked at in the course itself: outcomes, people, contents, minutes, its age."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from courses.catalogue.models import Provider
from courses.editions.compiling import CompiledCourse
from courses.editions.readiness.findings import (
    Finding,
    Place,
    course_place,
    in_lesson,
    item_place,
    outline_place,
)
from cpd.dates import long_date

REVIEW_YEARS = 2  # after which the evidence is due for another look


def outcomes(compiled: CompiledCourse) -> Iterator[Finding]:
    """A course says what one can do afterwards."""
    if not compiled.course.outcome_list:
        yield Finding(
            "The course has no learning outcome. Write at least one.", course_place(compiled)
        )


def people(compiled: CompiledCourse) -> Iterator[Finding]:
    """Certificates print provider and author."""
    if not Provider.objects.filter(is_current=True).exists():
        words = "Nobody provides the courses yet. Add a provider in the library."
        yield Finding(words, Place("provider"))
    author = compiled.course.author
    if not author.biography:
        words = f"Nothing is said about the author {author.name}. Write a few sentences."
        yield Finding(words, Place("author", author.pk), is_blocking=False)


def contents(compiled: CompiledCourse) -> Iterator[Finding]:
    """No empty course, module or lesson, and no key twice."""
    outline = outline_place(compiled)
    if not compiled.lessons:
        yield Finding("The course has no lesson. Add one.", outline)
    for part in compiled.modules:
        if not part.items:
            place = Place("module", part.module.pk)
            yield Finding(f"The module “{part.module.title}” is empty.", place)
    for lesson in compiled.lessons:
        if not lesson.content["blocks"]:
            words = f"The lesson “{lesson.content['title']}” is empty."
            yield Finding(words, item_place(lesson))
    keys = Counter(item.place.key for item in compiled.items)
    for item in compiled.items:
        if keys.pop(item.place.key, 1) > 1:
            words = f"The key “{item.place.key}” is used twice in this course."
            yield Finding(words, item_place(item))


def unfinished(compiled: CompiledCourse) -> Iterator[Finding]:
    """A block that is begun is finished, or taken out; until then learners would not see it."""
    for lesson in compiled.lessons:
        place: Any = lesson.place
        for block, lacks in place.unfinished.items():
            words = in_lesson(lesson, f"a block is not finished. {lacks}.")
            yield Finding(words, Place("lesson", place.pk, block))


def minutes(compiled: CompiledCourse) -> Iterator[Finding]:
    """Certificates print the minutes and how they were worked out."""
    if not compiled.course.minutes_basis:
        words = "Say how the learning minutes were worked out."
        yield Finding(words, course_place(compiled))
    for lesson in compiled.lessons:
        if not lesson.minutes:
            words = f"The lesson “{lesson.content['title']}” has no minutes."
            yield Finding(words, item_place(lesson))
    for quiz in compiled.quizzes:
        if not quiz.minutes:
            words = f"The quiz “{quiz.content['title']}” has no minutes."
            yield Finding(words, item_place(quiz), is_blocking=False)


def minutes_note(compiled: CompiledCourse) -> str:
    """Say how long it takes, by kind."""
    kinds = [f"{kind} {count}" for kind, count in compiled.minutes_by_kind.items() if count]
    total = sum(compiled.minutes_by_kind.values())
    return f"{total} minutes: {', '.join(kinds)}." if kinds else ""


def evidence_review(compiled: CompiledCourse) -> Iterator[Finding]:
    """The evidence is looked at again every two years."""
    reviewed = compiled.course.evidence_reviewed_on
    if reviewed is None:
        words = "Say when the evidence was last reviewed."
        yield Finding(words, course_place(compiled), is_blocking=False)
    elif reviewed <= last_stale_review(timezone.localdate()):
        words = (
            f"The evidence was last reviewed on {long_date(reviewed)}, more than "
            f"{REVIEW_YEARS} years ago. Look whether something new is known."
        )
        yield Finding(words, course_place(compiled), is_blocking=False)


def last_stale_review(today: date) -> date:
    """Return the day on which, or before which, a review of the evidence is too old."""
    leap_day = (today.month, today.day) == (2, 29)
    day = today.replace(day=28) if leap_day else today
    return day.replace(year=day.year - REVIEW_YEARS)
