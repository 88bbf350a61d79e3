"""What keeps a draft from being published, and what is only worth a look, each with what to do
about it."""

from collections import Counter
from collections.abc import Callable

from courses.catalogue.models import Course, Provider
from courses.catalogue.shelf import prices_of, product_of
from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.lessons.grades import Design, Grade
from courses.lessons.rendering import Block, untied
from courses.quizzes.readiness import quiz_faults
from cpd.money import CURRENCIES


def blocking_faults(compiled: CompiledCourse) -> list[str]:
    """Return the faults of a draft; an empty list means it can be published."""
    quizzes = [fault for quiz in compiled.quizzes for fault in quiz_faults(quiz.content)]
    return [*_course_faults(compiled), *_lesson_faults(compiled), *quizzes]


def warnings(course: Course) -> list[str]:
    """Return what a course may be published without, but is not sold without."""
    product = product_of(course)
    if product is None:
        return ["The course is not on the shelf, so nobody can buy it. An admin puts it there."]
    if product.is_free:
        return []
    priced = {price.currency for price in prices_of(product)}
    return [
        f"The course has no price in {currency}, so it is not on sale there. An admin sets it."
        for currency in CURRENCIES
        if currency not in priced
    ]


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
    return [fault for item in compiled.lessons for fault in _faults_of(item)]


def _faults_of(lesson: CompiledItem) -> list[str]:
    content = lesson.content
    title, blocks = content["title"], content["blocks"]
    inside = [
        *(fault for block in blocks for fault in BLOCK_FAULTS.get(block["kind"], _none)(block)),
        *(
            f"the reference “{key}” is a kind of study we do not know. Choose one."
            for key, source in content["sources"].items()
            if source["design"] not in Design.values
        ),
        *(
            f"the text before the statement “{claim}” does not hold these words in one piece."
            for claim in untied(content)
        ),
    ]
    return [
        *([] if lesson.minutes else [f"The lesson “{title}” has no minutes."]),
        *([] if blocks else [f"The lesson “{title}” is empty."]),
        *(f"In the lesson “{title}” {fault}" for fault in inside),
    ]


def _statement_faults(block: Block) -> list[str]:
    statement = f"the statement “{block['claim']}”"
    faults = []
    if not block["references"] and block["grade"] != Grade.PRACTICE:
        faults.append(f"{statement} has no reference.")
    if block["grade"] not in Grade.values:
        faults.append(f"{statement} has a grade that we do not know. Choose one.")
    if block["design"] not in Design.values:
        faults.append(f"{statement} rests on a kind of study we do not know. Choose one.")
    return faults


def _figure_faults(block: Block) -> list[str]:
    is_whole = "svg" in block or "image_url" in block
    gone = f"the drawing or picture of the figure “{block['title']}” is gone. Choose another."
    return [] if is_whole else [gone]


def _file_faults(block: Block) -> list[str]:
    parts = {"file": "file", "captions": "caption file"}
    return [
        f"the {word} of “{block['title']}” is gone. Choose another."
        for part, word in parts.items()
        if part in block and not block[part]
    ]


def _none(block: Block) -> list[str]:
    return []


BLOCK_FAULTS: dict[str, Callable[[Block], list[str]]] = {
    "evidence": _statement_faults,
    "figure": _figure_faults,
    "video": _file_faults,
    "file": _file_faults,
}
