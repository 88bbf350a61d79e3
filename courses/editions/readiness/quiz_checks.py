"""What is looked at in quizzes: every question can be asked, every draw finds enough."""

from collections.abc import Iterator
from typing import cast

from django.db.models import Q

from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.editions.readiness.findings import Finding, Place, item_place, outline_place
from courses.quizzes.compiling import SHARED, asked_count, out_of_reach
from courses.quizzes.models import Question, Quiz
from courses.quizzes.readiness import quiz_faults


def quizzes(compiled: CompiledCourse) -> Iterator[Finding]:
    """Each quiz can be taken, and passed."""
    for quiz in compiled.quizzes:
        yield from _strangers(quiz)
        faults = quiz_faults(quiz.content)
        questions = _questions(compiled, {fault.key for fault in faults if fault.key})
        for fault in faults:
            known = questions.get(fault.key)
            place = Place("question", known) if known else item_place(quiz)
            yield Finding(fault.words, place)
    if compiled.lessons and not compiled.quizzes:
        words = "The course has no quiz, so its certificates say that nothing was assessed."
        yield Finding(words, outline_place(compiled), is_blocking=False)


def _strangers(quiz: CompiledItem) -> Iterator[Finding]:
    for question in out_of_reach(cast("Quiz", quiz.place)):
        words = (
            f"In the quiz “{quiz.content['title']}” the question “{question}” is in another "
            "course’s bank, so it is not asked. Take it out, or choose one of this course."
        )
        yield Finding(words, item_place(quiz))


def note(compiled: CompiledCourse) -> str:
    """Say what each quiz asks, and what it takes to pass."""
    told = (
        f"{quiz.content['title']}: {asked_count(quiz.content)} questions, pass mark "
        f"{quiz.content['pass_mark']} %"
        for quiz in compiled.quizzes
    )
    return "; ".join(told)


def _questions(compiled: CompiledCourse, keys: set[str]) -> dict[str, int]:
    """Return the rows that content keys name; a part of a case goes by its own key."""
    if not keys:
        return {}
    own = {key for key in keys if not key.startswith(SHARED)}
    shared = {key.removeprefix(SHARED) for key in keys - own}
    rows = Question.objects.filter(
        Q(course=compiled.course, key__in=own) | Q(course=None, key__in=shared)
    )
    return {
        key if course else f"{SHARED}{key}": pk
        for key, course, pk in rows.values_list("key", "course", "pk")
    }
