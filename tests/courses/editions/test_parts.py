"""Which parts of a draft changed between two moments."""

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.parts import Change, changed_parts, parts_of
from tests.factories import make_lesson
from tests.reviewing import change_draft


def test_the_parts_that_changed_are_named(course: Course) -> None:
    before = parts_of(compile_course(course))
    change_draft(course)
    make_lesson(course.modules.get(key="the-ground"), "a-third")

    after = parts_of(compile_course(course))

    assert set(map(str, changed_parts(before, after))) == {
        str(Change("Modules and their order", "changed")),
        str(Change("Lesson 1", "changed")),
        str(Change("A third", "new")),
    }
    assert changed_parts(after, before)[-1] == Change("A third", "gone")
