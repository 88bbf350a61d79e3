"""Evaluations: once a round, part of the rule where asked, and nobody's afterwards."""

from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.evaluating import NothingAsked, evaluate
from courses.progress.evaluations import FEWEST, evaluations_of
from courses.progress.models import Evaluation, EvaluationReceipt
from courses.progress.outline import outline_of
from courses.progress.retaking import retake
from tests.factories import enrol_free, make_user, publish_course
from tests.study import finish

WRITTEN = {
    "sqlite": "SELECT answers FROM progress_evaluation ORDER BY rowid",
    "postgresql": "SELECT answers FROM progress_evaluation ORDER BY id",
}
ANSWERS: list[Any] = [4, 5, 3, "About right", "Ask more, treat less."]


@pytest.fixture
def required(course: Course) -> Course:
    """The course, with an evaluation that is part of its rule."""
    course.survey_is_required = True
    course.save()
    return course


def crowd(edition: Edition, *sheets: list[Any]) -> None:
    for sheet in sheets:
        evaluate(enrol_free(make_user(), edition.course), sheet)


def test_a_new_course_asks_five_questions_that_nobody_has_to_answer(edition: Edition) -> None:
    kinds = [question["kind"] for question in edition.survey["questions"]]

    assert kinds == ["scale", "scale", "scale", "choice", "text"]
    assert edition.survey["is_required"] is False


def test_a_course_without_questions_has_no_survey(course: Course) -> None:
    course.survey, course.survey_is_required = [], True
    course.save()

    assert publish_course(course).survey == {}


def test_the_survey_is_part_of_the_edition(edition: Edition) -> None:
    course = edition.course
    course.survey_is_required = True
    course.save()

    second = publish_course(course)

    assert (second.number, second.survey["is_required"]) == (2, True)


def test_an_optional_evaluation_keeps_nobody_from_completing(enrolment: Enrolment) -> None:
    finish(enrolment)

    outline = outline_of(enrolment)
    assert (outline.is_complete, outline.may_evaluate) == (True, True)
    assert enrolment.completions.count() == 1


def test_a_required_one_is_what_is_left_and_completes_the_course(
    required: Course, enrolment: Enrolment
) -> None:
    finish(enrolment)
    before = enrolment.completions.count()

    evaluate(enrolment, ANSWERS)

    assert (before, enrolment.completions.count()) == (0, 1)
    assert outline_of(enrolment).is_complete


def test_a_second_sending_changes_nothing(enrolment: Enrolment) -> None:
    assert evaluate(enrolment, ANSWERS)
    assert not evaluate(enrolment, [1, 1, 1, "Too fast", None])

    assert Evaluation.objects.get().answers == ANSWERS
    assert EvaluationReceipt.objects.count() == 1


def test_the_next_round_asks_again(enrolment: Enrolment) -> None:
    finish(enrolment)
    evaluate(enrolment, ANSWERS)

    retake(enrolment)

    assert not outline_of(enrolment).has_evaluated
    assert evaluate(enrolment, ANSWERS)


def test_an_edition_without_a_survey_takes_none(enrolment: Enrolment) -> None:
    Edition.objects.update(survey={})
    enrolment.edition.refresh_from_db()

    with pytest.raises(NothingAsked):
        evaluate(enrolment, ANSWERS)


def test_nothing_in_an_evaluation_points_to_a_person_or_a_day() -> None:
    fields = {field.name for field in Evaluation._meta.get_fields()}
    told = {field.name for field in EvaluationReceipt._meta.get_fields()}

    assert fields == {"id", "edition", "month", "answers"}
    assert told == {"id", "enrolment", "round"}


def test_answers_stand_in_no_order_of_their_coming(edition: Edition) -> None:
    places = set()
    for _ in range(12):
        Evaluation.objects.all().delete()
        crowd(edition, *[[number, 1, 1, "Too fast", None] for number in (1, 2, 3, 4, 5)])
        places.add(_as_written().index(5))

    assert len(places) > 1


def _as_written() -> list[int]:
    """The first answers in the order in which SQLite wrote the rows; elsewhere by their keys, which
    are random anyway."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN[connection.vendor])
        return [int(str(row[0]).strip("[").split(",")[0]) for row in cursor.fetchall()]


def test_the_outline_still_costs_one_query(
    enrolment: Enrolment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enrolment.edition.survey  # noqa: B018 loaded with the enrolment, as pages do

    with django_assert_num_queries(1):
        assert not outline_of(enrolment).has_evaluated


def test_fewer_than_five_say_nothing(edition: Edition) -> None:
    crowd(edition, *[ANSWERS] * (FEWEST - 1))

    report = evaluations_of(edition.course)

    assert (report.count, report.are_enough, report.questions) == (FEWEST - 1, False, [])


def test_a_question_that_few_were_asked_says_nothing_of_them(edition: Edition) -> None:
    course = edition.course
    crowd(edition, *[ANSWERS] * FEWEST)
    course.survey[-1].value["question"] = "What should we change, in other words?"
    course.save()
    crowd(publish_course(course), [4, 5, 3, "About right", "I am the only one."])

    report = evaluations_of(course)

    assert (report.count, report.withheld) == (FEWEST + 1, 1)
    assert "I am the only one." not in str(report)


def test_five_and_more_are_counted_question_by_question(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    crowd(edition, ANSWERS, ANSWERS, ANSWERS, ANSWERS, [2, 1, 1, "Too fast", None])

    with django_assert_num_queries(2):
        report = evaluations_of(edition.course)

    first, *_, pace, change = report.questions
    assert first.counts == {"1": 0, "2": 1, "3": 0, "4": 4, "5": 0}
    assert first.mean == pytest.approx(3.6)
    assert pace.counts == {"Too slow": 0, "About right": 4, "Too fast": 1}
    assert (change.texts, change.answered) == (["Ask more, treat less."] * 4, 4)
