"""What keeps a draft from being published, each with what to do about it."""

from collections import Counter

from courses.catalogue.models import Provider
from courses.editions.compiling import CompiledCourse
from courses.lessons.rendering import untied


def blocking_faults(compiled: CompiledCourse) -> list[str]:
    """Return the faults of a draft; an empty list means it can be published."""
    return [*_course_faults(compiled), *_lesson_faults(compiled), *_quiz_faults(compiled)]


def _course_faults(compiled: CompiledCourse) -> list[str]:
    faults = []
    if not Provider.objects.filter(is_current=True).exists():
        faults.append("Nobody provides the courses yet. Add a provider in the library.")
    if not compiled.lessons:
        faults.append("The course has no lesson. Add one.")
    if not compiled.course.outcome_list:
        faults.append("The course has no learning outcome. Write at least one.")
    if not compiled.course.minutes_basis:
        faults.append("Say how the learning minutes were worked out.")
    faults.extend(
        f"The module “{part.module.title}” is empty." for part in compiled.modules if not part.items
    )
    keys = Counter(item.place.key for item in compiled.items)
    faults.extend(
        f"The key “{key}” is used twice in this course." for key, count in keys.items() if count > 1
    )
    return faults


def _lesson_faults(compiled: CompiledCourse) -> list[str]:
    faults = []
    for item in compiled.lessons:
        title = item.content["title"]
        if not item.minutes:
            faults.append(f"The lesson “{title}” has no minutes.")
        if not item.content["blocks"]:
            faults.append(f"The lesson “{title}” is empty.")
        faults.extend(
            f"In the lesson “{title}” the statement “{block['claim']}” has no reference."
            for block in item.content["blocks"]
            if block["kind"] == "evidence"
            and not block["references"]
            and block["grade"] != "practice"
        )
        faults.extend(
            f"In the lesson “{title}” the text before the statement “{claim}” does not hold "
            "these words in one piece."
            for claim in untied(item.content)
        )
    return faults


def _quiz_faults(compiled: CompiledCourse) -> list[str]:
    return [
        f"The quiz “{item.content['title']}” has no question."
        for item in compiled.quizzes
        if not item.content["questions"]
    ]
