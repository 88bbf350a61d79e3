"""What differs between two editions: structure, and words marked one by one."""

import pytest
from django.utils import timezone

from courses.catalogue.models import Course, Module
from courses.editions.arranging import place_item
from courses.editions.comparing.differing import Gap, Piece, marks, rows_of
from courses.editions.comparing.line import Line
from courses.editions.comparing.lines import lines_of, lines_of_head
from courses.editions.comparing.sides import side_of_draft, side_of_edition
from courses.editions.comparing.structure import Comparison, Move, compare
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from tests.every_kind import ask_every_kind
from tests.factories import make_lesson, make_module
from tests.reviewing import change_draft


def with_draft(edition: Edition) -> Comparison:
    return compare(side_of_edition(edition), side_of_draft(compile_course(edition.course)))


def test_nothing_differs_from_what_was_just_published(edition: Edition) -> None:
    comparison = with_draft(edition)

    assert (comparison.moves, comparison.texts) == ([], [])


def test_structure_is_told_in_words(edition: Edition) -> None:
    course = edition.course
    ground = course.modules.get(key="the-ground")
    make_lesson(make_module(course, "more", position=5), "a-third", reading_minutes=7)
    Lesson.objects.filter(key="lesson-1").update(title="First of all", is_preview=False)
    place_item(
        Lesson.objects.get(key="lesson-2"), module=course.modules.get(key="the-quiz"), index=0
    )
    Quiz.objects.update(retired_at=timezone.now())
    Module.objects.filter(pk=ground.pk).update(title="Ground")

    moves = with_draft(edition).moves

    assert moves == [
        Move("renamed", "Module “The-ground”", "now “Ground”"),
        Move("added", "Module “More”"),
        Move("renamed", "Lesson “Lesson 1”", "now “First of all”"),
        Move("changed", "Lesson “Lesson 1”", "no free preview any more"),
        Move("moved", "Lesson “Lesson 2”", "into “The-quiz”"),
        Move("added", "Lesson “A third”", "7 min"),
        Move("removed", "Quiz “Final quiz”"),
        Move("changed", "Learning minutes in all", "50 min → 47 min"),
    ]


def test_an_item_that_changes_its_place_is_moved_and_the_other_is_not(edition: Edition) -> None:
    ground = edition.course.modules.get(key="the-ground")
    place_item(Lesson.objects.get(key="lesson-2"), module=ground, index=0)

    moves = with_draft(edition).moves

    assert [move.how for move in moves] == ["moved"]


def test_a_changed_lesson_shows_words_put_in_and_taken_out(edition: Edition) -> None:
    change_draft(edition.course, "About 90% of the fibres report upwards. It is a bundle.")

    (part,) = with_draft(edition).texts

    rows = [row for row in part.rows if not isinstance(row, Gap) and row.label == "Text"]
    assert part.name == "Lesson: Lesson 1"
    assert Piece("out", "80") in rows[0].before
    assert Piece("in", "90") in rows[0].after


def test_keys_and_outcomes_are_compared(edition: Edition) -> None:
    question = Question.objects.get(kind="single")
    raw = question.choices.get_prep_value()
    for choice in raw:
        choice["value"]["is_right"] = not choice["value"]["is_right"]
    question.choices = raw
    question.save()
    Course.objects.update(outcomes="Describe the vagus nerve.\nSay what is known.")
    edition.course.refresh_from_db()

    about, quiz = with_draft(edition).texts

    assert [row.label for row in about.rows if not isinstance(row, Gap)] == ["Outcome"]
    labels = [row.label for row in quiz.rows if not isinstance(row, Gap)]
    assert "Right choice → Wrong choice" in labels


def test_every_kind_of_question_is_told_in_lines(course: Course) -> None:
    ask_every_kind(course)
    (quiz,) = compile_course(course).quizzes

    labels = {line.label for line in lines_of(quiz.content)}

    assert {"Pair", "In order", "Accepted number", "Accepted text", "Right choice"} <= labels


def test_what_an_edition_says_about_itself_is_the_same_from_both_sides(edition: Edition) -> None:
    published, draft = side_of_edition(edition), side_of_draft(compile_course(edition.course))

    assert lines_of_head(published.head) == lines_of_head(draft.head)


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("a b", "a b", ["same:a b"], ["same:a b"]),
        ("", "new", [], ["in:new"]),
        ("10 mg a day", "20 mg a day", ["out:10", "same: mg a day"], ["in:20", "same: mg a day"]),
    ],
)
def test_words_are_marked(before: str, after: str, left: list[str], right: list[str]) -> None:
    got = marks(before, after)

    assert [f"{piece.kind}:{piece.text}" for piece in got[0]] == left
    assert [f"{piece.kind}:{piece.text}" for piece in got[1]] == right


def test_lines_that_are_not_alike_stand_alone() -> None:
    rows = rows_of(
        [Line("Text", "The vagus carries."), Line("Text", "Same.")],
        [Line("Text", "Completely other words stand here now."), Line("Text", "Same.")],
    )

    first, second, gap = rows
    assert not isinstance(first, Gap)
    assert first.after == []
    assert not isinstance(second, Gap)
    assert second.before == []
    assert gap == Gap(1)


def test_a_changed_line_is_found_behind_new_ones() -> None:
    new = [Line("Text", f"Quite another subject, number {number}.") for number in range(3)]
    rows = rows_of(
        [Line("Text", "The vagus nerve carries signals upwards.")],
        [*new, Line("Text", "The vagus nerve carries most signals upwards.")],
    )

    *added, changed = rows
    assert [row.before for row in added if not isinstance(row, Gap)] == [[], [], []]
    assert not isinstance(changed, Gap)
    assert [piece.text for piece in changed.after if piece.kind == "in"] == ["most "]


def test_sentences_that_share_only_spaces_and_stops_are_not_one_that_was_changed() -> None:
    rows = rows_of([Line("Text", "a, b, c, d, e.")], [Line("Text", "v, w, x, y, z.")])

    assert [bool(row.before and row.after) for row in rows if not isinstance(row, Gap)] == [
        False,
        False,
    ]
