"""What a learner may know of a question before submitting, and after."""

import random

import pytest

from courses.attempts import attempting
from courses.attempts.attempting import save_answer, submit
from courses.attempts.models import QuizAttempt
from courses.attempts.questions import asked, drawn_questions, question_of, reviewed
from courses.enrolment.models import Enrolment
from tests.study import answer_all, start_quiz


@pytest.fixture
def attempt(enrolment: Enrolment) -> QuizAttempt:
    return start_quiz(enrolment)


def turn_round(attempt: QuizAttempt) -> None:
    """Draw every question's choices backwards."""
    for entry in attempt.order:
        entry["choices"].sort(reverse=True)
    attempt.save()


def test_a_question_is_asked_without_what_is_right(attempt: QuizAttempt) -> None:
    question = asked(drawn_questions(attempt)[0], ["b"])

    assert set(question) == {"key", "kind", "stem", "is_multiple", "choices"}
    assert [set(choice) for choice in question["choices"]] == [{"key", "text", "is_chosen"}] * 2
    assert [choice["is_chosen"] for choice in question["choices"]] == [False, True]


def test_letters_follow_the_drawn_order_so_that_none_tells_the_authors(
    attempt: QuizAttempt,
) -> None:
    turn_round(attempt)

    choices = drawn_questions(attempt)[1]["choices"]

    shown = [(choice["key"], choice["text"]) for choice in choices]
    assert shown == [("a", "Magic"), ("b", "Hormones"), ("c", "Nerves")]


@pytest.mark.parametrize(("chosen", "is_right"), [(["b", "c"], True), (["a", "b"], False)])
def test_answers_are_marked_in_the_drawn_order(
    attempt: QuizAttempt, chosen: list[str], is_right: bool
) -> None:
    turn_round(attempt)
    save_answer(attempt, question_key="question-2", chosen=chosen)

    submit(attempt)

    assert attempt.right_count == int(is_right)
    assert reviewed(attempt)[1]["is_right"] is is_right


def test_any_drawing_can_be_answered_rightly(
    attempt: QuizAttempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(attempt)
    for seed in range(5):
        monkeypatch.setattr(attempting, "_random", random.Random(seed))  # noqa: S311 no secret
        again = start_quiz(attempt.enrolment)
        answer_all(again)
        submit(again)
        assert again.is_passed


def test_a_question_is_found_by_its_key(attempt: QuizAttempt) -> None:
    found = question_of(attempt, "question-2")

    assert found is not None
    assert found["stem"] == "Question 2?"
    assert question_of(attempt, "question-9") is None


def test_nothing_is_reviewed_while_an_attempt_is_open(attempt: QuizAttempt) -> None:
    assert reviewed(attempt) == []


def test_the_review_says_what_was_chosen_and_what_was_right(attempt: QuizAttempt) -> None:
    letters = {choice["text"]: choice["key"] for choice in drawn_questions(attempt)[0]["choices"]}
    save_answer(attempt, question_key="question-1", chosen=[letters["Downwards"]])
    submit(attempt)

    first, second, _ = reviewed(attempt)

    chosen = {choice["text"]: choice["is_chosen"] for choice in first["choices"]}
    assert chosen == {"Upwards": False, "Downwards": True}
    assert (first["is_answered"], first["is_right"]) == (True, False)
    assert (second["is_answered"], second["is_right"]) == (False, False)
