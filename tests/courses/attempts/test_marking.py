"""The mark of an attempt: points by kind, parts of a case, corrections of keys, older quizzes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from courses.attempts.corrections import hash_of
from courses.attempts.marking import MarkedUnit, drawn_question, mark_attempt
from courses.attempts.models import KeyCorrection, QuizAttempt, Response
from courses.attempts.submitting import submit
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question, QuestionVersion, QuizVersion
from tests.factories import make_full_course, publish_course
from tests.study import answer, answer_all, start_quiz, take_quiz


def correct(key: str, effect: str, content: Any = None) -> KeyCorrection:
    version = QuestionVersion.objects.filter(question__key=key).latest("pk")
    return KeyCorrection.objects.create(
        version=version, effect=effect, content=content, reason="The key was wrong."
    )


def unit_of(attempt: QuizAttempt, key: str) -> MarkedUnit:
    return next(unit for unit in mark_attempt(attempt)[1] if unit.question["key"] == key)


def test_every_kind_answered_rightly_earns_all_points(every_kind: Enrolment) -> None:
    attempt = take_quiz(every_kind)

    assert (attempt.earned, attempt.possible) == (Decimal(9), Decimal(9))
    assert (attempt.right_count, attempt.question_count, attempt.percent) == (8, 8, 100)


def test_every_kind_answered_wrongly_earns_nothing(every_kind: Enrolment) -> None:
    attempt = take_quiz(every_kind, right=False)

    assert (attempt.earned, attempt.right_count, attempt.is_passed) == (Decimal(0), 0, False)


def test_an_answer_of_each_unit_is_written_down(every_kind: Enrolment) -> None:
    attempt = take_quiz(every_kind)

    rows = list(attempt.responses.select_related("version__question"))
    assert [row.position for row in rows] == list(range(1, 10))
    assert [row.version.question.key for row in rows[-2:]] == ["case-choice", "case-number"]
    assert {row.credit for row in rows} == {Decimal(1)}
    assert [row.points for row in rows[-3:]] == [Decimal(1), Decimal("0.5"), Decimal("0.5")]


def test_written_answers_name_the_authors_letters(every_kind: Enrolment) -> None:
    attempt = take_quiz(every_kind)

    rows = Response.objects.filter(attempt=attempt)
    answers = {row.version.question.key: row.answer for row in rows}
    assert answers["question-1"] == ["a"]
    assert answers["matched"] == {"a": "a", "b": "b", "c": "c"}
    assert answers["ordered"] == list("abcd")
    assert answers["case-number"] == "41.75"


def test_an_unanswered_unit_is_written_down_as_such(every_kind: Enrolment) -> None:
    attempt = start_quiz(every_kind)
    submit(attempt)

    rows = attempt.responses.all()
    assert {(row.is_answered, row.credit) for row in rows} == {(False, Decimal(0))}
    assert rows.count() == 9


def test_half_a_case_earns_half_its_points(every_kind: Enrolment) -> None:
    attempt = start_quiz(every_kind)
    answer(attempt, "case", {"case-number": "41.75"})

    result, _ = mark_attempt(QuizAttempt.objects.get(pk=attempt.pk))

    assert (result.earned, result.right, result.total) == (Fraction(1, 2), 0, 8)


def test_another_key_is_marked_from_then_on(attempt: QuizAttempt) -> None:
    answer_all(attempt, right=False)
    content = QuestionVersion.objects.get(question__key="question-1").content
    turned = [{**choice, "is_right": not choice["is_right"]} for choice in content["choices"]]
    correct("question-1", "key", {**content, "choices": turned})

    submit(attempt)

    assert attempt.right_count == 1
    assert attempt.responses.get(position=1).credit == 1


def test_a_correction_changes_no_points(attempt: QuizAttempt) -> None:
    content = QuestionVersion.objects.get(question__key="question-1").content
    correct("question-1", "key", {**content, "points": "50"})

    assert mark_attempt(attempt)[0].possible == 3


def test_everybody_may_get_the_points(attempt: QuizAttempt) -> None:
    correct("question-1", "all-right")

    submit(attempt)

    assert (attempt.right_count, attempt.percent) == (1, 33)


def test_a_question_may_be_left_out(attempt: QuizAttempt) -> None:
    answer_all(attempt)
    answer(attempt, "question-1", [])
    correct("question-1", "left-out")

    submit(attempt)

    assert (attempt.possible, attempt.percent, attempt.is_passed) == (Decimal(2), 100, True)
    assert [row.is_counted for row in attempt.responses.all()] == [False, True, True]


def test_a_part_of_a_case_may_be_left_out(every_kind: Enrolment) -> None:
    attempt = start_quiz(every_kind)
    answer(attempt, "case", {"case-number": "41.75"})
    correct("case-choice", "left-out")

    result, _ = mark_attempt(QuizAttempt.objects.get(pk=attempt.pk))

    assert (result.earned, result.possible) == (Fraction(1, 2), Fraction(17, 2))
    assert result.right == 1


def test_nothing_can_be_passed_when_all_is_left_out(attempt: QuizAttempt) -> None:
    for key in attempt.drawn_keys:
        correct(key, "left-out")

    submit(attempt)

    assert (attempt.percent, attempt.is_passed) == (0, False)


def test_the_newest_correction_counts(attempt: QuizAttempt) -> None:
    correct("question-1", "left-out")
    correct("question-1", "all-right")

    assert unit_of(attempt, "question-1").is_counted
    assert unit_of(attempt, "question-1").is_right


def test_what_a_correction_would_do_can_be_seen_before(attempt: QuizAttempt) -> None:
    content = attempt.quiz_version.content["questions"][0]
    wanted = KeyCorrection(effect="all-right", reason="?")

    result, _ = mark_attempt(attempt, {hash_of(content): wanted})

    assert result.right == 1
    assert KeyCorrection.objects.count() == 0


def test_the_same_words_in_another_course_have_corrections_of_their_own(
    attempt: QuizAttempt, course: Course
) -> None:
    publish_course(make_full_course("a-copy"))
    versions = QuestionVersion.objects.filter(question__key="question-1")
    assert versions.values("content_hash").distinct().count() == 1
    copy = versions.exclude(question__course=course).get()
    KeyCorrection.objects.create(version=copy, effect="all-right", reason="In the copy.")

    submit(attempt)

    assert attempt.right_count == 0
    assert attempt.responses.get(position=1).version.question.course == course


@pytest.fixture
def of_before(attempt: QuizAttempt) -> QuizAttempt:
    """An attempt at a quiz version of before there were points, rules and question versions."""
    new = ("hash", "points", "shuffle", "rule")
    questions = [
        {name: value for name, value in question.items() if name not in new}
        for question in attempt.quiz_version.content["questions"]
    ]
    kept = ("title", "introduction", "minutes", "pass_mark", "attempt_limit")
    content = {name: attempt.quiz_version.content[name] for name in kept}
    version = QuizVersion.objects.create(
        quiz=attempt.quiz,
        title="Old",
        content_hash="0" * 64,
        content={**content, "questions": questions},
    )
    QuizAttempt.objects.filter(pk=attempt.pk).update(quiz_version=version)
    return QuizAttempt.objects.get(pk=attempt.pk)


def test_an_attempt_at_an_older_quiz_is_marked_as_ever(of_before: QuizAttempt) -> None:
    answer_all(of_before)

    submit(of_before)

    assert (of_before.percent, of_before.is_passed) == (100, True)
    assert of_before.responses.count() == 0  # these contents had no versions


def test_versions_of_older_contents_are_found(of_before: QuizAttempt) -> None:
    content = of_before.quiz_version.content["questions"][0]
    question = Question.objects.get(key="question-1")
    version = QuestionVersion.objects.create(
        question=question, number=9, kind="single", content_hash=hash_of(content), content=content
    )

    submit(of_before)

    assert of_before.responses.get().version == version


def test_a_drawn_question_is_shown_in_its_letters(attempt: QuizAttempt) -> None:
    attempt.order[1]["choices"] = ["c", "b", "a"]

    choices = drawn_question(attempt, "question-2")["choices"]

    shown = [(choice["key"], choice["text"]) for choice in choices]
    assert shown == [("a", "Magic"), ("b", "Hormones"), ("c", "Nerves")]
