"""The outline says where a learner stands and where to go on."""

import pytest

from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_lesson
from courses.progress.outline import Outline, outline_of
from tests.study import answer_all, complete_lessons, finish, start_quiz, take_quiz


def complete(enrolment: Enrolment, key: str) -> Outline:
    complete_lesson(enrolment, enrolment.edition.items.get(key=key))
    return outline_of(enrolment)


def states(outline: Outline) -> dict[str, bool]:
    return {step.key: step.is_complete for step in outline.steps}


def test_a_new_outline_has_every_step_in_order(enrolment: Enrolment) -> None:
    outline = outline_of(enrolment)

    assert states(outline) == {"lesson-1": False, "lesson-2": False, "final-quiz": False}
    assert [step.number for step in outline.steps] == [1, 2, 1]
    assert (outline.percent, outline.complete_count, outline.lessons_left) == (0, 0, 2)


def test_steps_are_grouped_by_module(enrolment: Enrolment) -> None:
    parts = outline_of(enrolment).parts

    assert [(part.module.key, len(part.steps)) for part in parts] == [
        ("the-ground", 2),
        ("the-quiz", 1),
    ]


def test_a_completed_lesson_is_complete(enrolment: Enrolment) -> None:
    outline = complete(enrolment, "lesson-2")

    assert states(outline) == {"lesson-1": False, "lesson-2": True, "final-quiz": False}
    assert (outline.percent, outline.lessons_left) == (33, 1)


def test_a_module_is_complete_when_all_in_it_is(enrolment: Enrolment) -> None:
    before = complete(enrolment, "lesson-1").parts[0].is_complete
    after = complete(enrolment, "lesson-2").parts[0].is_complete

    assert (before, after) == (False, True)


def test_an_open_or_failed_attempt_completes_nothing(enrolment: Enrolment) -> None:
    take_quiz(enrolment, right=False)
    answer_all(start_quiz(enrolment))

    outline = outline_of(enrolment)

    assert states(outline)["final-quiz"] is False
    assert [step.key for step in outline.quizzes_left] == ["final-quiz"]


def test_a_passed_quiz_stays_complete_after_a_failed_one(enrolment: Enrolment) -> None:
    take_quiz(enrolment)
    take_quiz(enrolment, right=False)

    assert states(outline_of(enrolment))["final-quiz"] is True


def test_all_complete_is_complete(enrolment: Enrolment) -> None:
    finish(enrolment)

    outline = outline_of(enrolment)

    assert (outline.is_complete, outline.percent, outline.next_step()) == (True, 100, None)


def test_a_new_round_starts_from_nothing(enrolment: Enrolment) -> None:
    finish(enrolment)
    enrolment.round = 2

    assert outline_of(enrolment).complete_count == 0


def test_another_learners_progress_does_not_count(
    enrolment: Enrolment, other_enrolment: Enrolment
) -> None:
    finish(other_enrolment)

    assert outline_of(enrolment).complete_count == 0


@pytest.mark.parametrize(
    ("done", "last", "expected"),
    [
        ([], "", "lesson-1"),
        ([], "lesson-2", "lesson-2"),
        (["lesson-2"], "lesson-2", "lesson-1"),
        (["lesson-1"], "lesson-1", "lesson-2"),
        (["lesson-1", "lesson-2"], "lesson-1", "final-quiz"),
        ([], "gone", "lesson-1"),
    ],
)
def test_one_goes_on_at_the_last_place_or_the_first_unfinished_step(
    enrolment: Enrolment, done: list[str], last: str, expected: str
) -> None:
    for key in done:
        complete(enrolment, key)

    step = outline_of(enrolment).next_step(last)

    assert step is not None
    assert step.key == expected


@pytest.mark.parametrize(
    ("key", "following"),
    [("lesson-1", "lesson-2"), ("lesson-2", "final-quiz"), ("final-quiz", None), ("gone", None)],
)
def test_each_step_knows_what_follows(
    enrolment: Enrolment, key: str, following: str | None
) -> None:
    step = outline_of(enrolment).after(key)

    assert (step.key if step else None) == following


def test_an_outline_takes_one_query(
    enrolment: Enrolment, django_assert_num_queries: object
) -> None:
    complete_lessons(enrolment)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert outline_of(enrolment).parts
