"""What is fetched for an analysis: which attempts, in how many queries, over versions and draws."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from courses.attempts.analysis.gathering import quiz_report, statistics_of, version_tally
from courses.attempts.analysis.items import item_statistics
from courses.attempts.analysis.selecting import Selection, Which
from courses.attempts.models import QuizAttempt, Response
from courses.editions.models import Edition
from courses.quizzes.models import Question, Quiz
from tests.crowds import answer_sheets, random_sheets
from tests.factories import publish_course

RIGHT: dict[str, Any] = {"question-1": ["a"], "question-2": ["a", "b"], "question-3": ["b"]}


@pytest.fixture
def quiz(edition: Edition) -> Quiz:
    return Quiz.objects.get(module__course=edition.course)


def test_a_report_costs_five_queries_however_many_attempts(
    edition: Edition, quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer_sheets(edition, random_sheets(edition, 60))

    with django_assert_num_queries(5):
        report = quiz_report(Selection(quiz))

    assert report.quiz.attempts == 60
    assert [item.item.attempts for item in report.items] == [60] * 3
    assert report.quiz.consistency is not None


def test_nobody_yet_gives_an_empty_report(quiz: Quiz) -> None:
    report = quiz_report(Selection(quiz))

    assert (report.quiz.attempts, report.quiz.mean, report.items) == (0, None, [])


def test_first_attempts_count_unless_last_or_all_are_asked_for(
    edition: Edition, quiz: Quiz
) -> None:
    first = answer_sheets(edition, [{}, RIGHT])[0]
    again = answer_sheets(edition, [RIGHT])[0]
    QuizAttempt.objects.filter(pk=again.pk).update(enrolment=first.enrolment, number=2)

    counted = {which: Selection(quiz, which).attempts.count() for which in Which}
    right = {which: quiz_report(Selection(quiz, which)).quiz.passed for which in Which}

    assert counted == {"first": 2, "last": 2, "all": 3}
    assert right == {"first": 1, "last": 2, "all": 2}


def test_edition_and_days_choose_attempts(edition: Edition, quiz: Quiz) -> None:
    answer_sheets(edition, [RIGHT], at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    answer_sheets(edition, [RIGHT], at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    edition.course.title = "The tenth nerve"
    edition.course.save()
    second = publish_course(edition.course)
    answer_sheets(second, [RIGHT], at=datetime(2026, 3, 9, 12, tzinfo=UTC))

    first_days = Selection(quiz, last_day=date(2026, 3, 1))
    later = Selection(quiz, first_day=date(2026, 3, 2), last_day=date(2026, 3, 9))

    assert first_days.attempts.count() == 1
    assert later.attempts.count() == 2
    assert Selection(quiz, edition=second).attempts.count() == 1


def test_unequal_draws_have_no_consistency_but_their_own_figures(
    edition: Edition, quiz: Quiz
) -> None:
    attempts = answer_sheets(edition, random_sheets(edition, 30))
    Response.objects.filter(attempt=attempts[0], position=2).delete()

    report = quiz_report(Selection(quiz))

    assert report.quiz.consistency is None
    assert [item.item.attempts for item in report.items] == [30, 29, 30]


def test_an_edited_question_has_figures_by_version_and_together(
    edition: Edition, quiz: Quiz
) -> None:
    answer_sheets(edition, [RIGHT] * 4)
    question = Question.objects.get(key="question-1")
    question.stem = "<p>Which way do most fibres report?</p>"
    question.save()
    answer_sheets(publish_course(edition.course), [RIGHT] * 3)

    report = quiz_report(Selection(quiz))

    versions = [item for item in report.items if item.version.question_id == question.pk]
    assert sorted((row.version.number, row.item.attempts) for row in versions) == [(1, 4), (2, 3)]
    assert statistics_of([question])[question.pk].attempts == 7


def test_a_list_of_questions_costs_one_query(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer_sheets(edition, random_sheets(edition, 40))
    questions = list(Question.objects.all())

    with django_assert_num_queries(1):
        found = statistics_of(questions)

    assert {key: item.attempts for key, item in found.items()} == {
        question.pk: 40 for question in questions
    }
    with django_assert_num_queries(0):
        assert statistics_of([]) == {}


def test_one_versions_tally_is_the_reports(edition: Edition, quiz: Quiz) -> None:
    answer_sheets(edition, random_sheets(edition, 40))
    report = quiz_report(Selection(quiz)).items[0]

    assert item_statistics(version_tally(report.version, Selection(quiz))) == report.item
