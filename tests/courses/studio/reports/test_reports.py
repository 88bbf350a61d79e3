"""What the reports say of a few learners whose stories are known."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from courses.certificates.models import Certificate
from courses.certificates.revoking import revoke_certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.retaking import retake
from courses.studio.reports.certificates import certificates
from courses.studio.reports.completion import completion
from courses.studio.reports.durations import durations
from courses.studio.reports.enrolments import enrolments
from courses.studio.reports.quizzes import quiz_results
from courses.studio.reports.selecting import Selection
from courses.studio.reports.tables import Report
from cpd.periods import Grain, Period
from tests.factories import MATERIAL, publish_course
from tests.study import complete_lessons

PERIOD = Period(date(2026, 3, 2), date(2026, 5, 30))
pytestmark = pytest.mark.usefixtures("crowd")


def cells(report: Report, name: str) -> list[list[Any]]:
    table = report.table(name)
    assert table is not None
    return [row.cells for row in table.rows]


def figures(report: Report) -> dict[str, str]:
    return {figure.name: figure.value for figure in report.figures}


def test_enrolments_are_counted_by_day_course_country_and_access() -> None:
    report = enrolments(Selection(PERIOD, Grain.DAY))

    assert figures(report) == {"Enrolments": "4", "Free enrolment": "4 (100 %)"}
    assert cells(report, "time")[0] == ["2 March 2026", 4]
    assert sum(count for _, count in cells(report, "time")) == 4
    assert cells(report, "courses") == [["The vagus nerve", 4, "100 %"]]
    assert sorted(cells(report, "countries")) == [
        ["Australia", 1, "25 %"],
        ["Not told", 2, "50 %"],
        ["United Kingdom", 1, "25 %"],
    ]
    assert cells(report, "access") == [["Free enrolment", 4, "100 %"]]


@pytest.mark.parametrize(("country", "count"), [("AU", "1"), ("GB", "1"), ("none", "2")])
def test_a_country_narrows_a_report(country: str, count: str) -> None:
    report = enrolments(Selection(PERIOD, country=country))

    assert figures(report)["Enrolments"] == count


def test_the_chart_has_the_figures_of_the_table() -> None:
    report = enrolments(Selection(PERIOD, Grain.MONTH))

    assert report.chart is not None
    words = [bar.words for bar in report.chart.bars]
    assert words == [f"{month}: {count}" for month, count in cells(report, "time")]


def test_a_period_without_anybody_says_nothing() -> None:
    before = Selection(Period(date(2025, 1, 1), date(2026, 3, 1)))

    for build in (enrolments, completion, durations, quiz_results, certificates):
        assert build(before).figures == []


def test_who_was_seen_lately_is_not_counted_as_stopped() -> None:
    report = completion(Selection(PERIOD))

    assert figures(report) == {
        "Began": "4",
        "Completed": "1 (25 %)",
        "Still studying": "1 (25 %)",
        "Stopped": "2 (50 %)",
    }


def test_the_funnel_says_who_did_what_and_where_the_others_stopped(edition: Edition) -> None:
    report = completion(Selection(PERIOD, edition=edition))

    assert cells(report, "steps") == [
        ["Lesson: Lesson 1", 3, "75 %", 1],
        ["Lesson: Lesson 2", 2, "50 %", 1],
        ["Quiz: Final quiz", 1, "25 %", 1],
    ]
    assert cells(report, "stops") == [
        ["Nothing opened yet", 1, "25 %", 0],
        ["Lesson 1", 0, "0 %", 0],
        ["Lesson 2", 1, "25 %", 0],
        ["Final quiz", 0, "0 %", 1],
    ]


def test_a_retaken_course_counts_its_present_round_only(crowd: list[Enrolment]) -> None:
    retake(crowd[0])

    report = completion(Selection(PERIOD, edition=crowd[0].edition))

    assert figures(report)["Completed"] == "0 (0 %)"
    assert cells(report, "steps")[0] == ["Lesson: Lesson 1", 2, "50 %", 2]


def test_what_is_the_same_in_a_later_edition_counts_once(crowd: list[Enrolment]) -> None:
    course = crowd[0].course
    course.summary = "Another summary."
    course.save()
    second = publish_course(course, MATERIAL)
    erin = crowd[2]
    Enrolment.objects.filter(pk=erin.pk).update(edition=second)
    erin.refresh_from_db()
    complete_lessons(erin)  # once more, in the second edition

    report = completion(Selection(PERIOD, edition=second))

    assert [row[1] for row in cells(report, "steps")] == [1, 1, 0]


def test_days_to_completion_have_median_and_bands() -> None:
    report = durations(Selection(PERIOD))

    assert figures(report)["Median"] == "5 days"
    assert ["1 to 7 days", 1, "100 %"] in cells(report, "bands")
    assert cells(report, "courses") == [["The vagus nerve", 1, 5, 5, 5]]


def test_quizzes_tell_passes_first_attempts_and_marks() -> None:
    report = quiz_results(Selection(PERIOD))

    row = cells(report, "quizzes")[0]
    assert row[:8] == ["Final quiz", "The vagus nerve", 2, 1, "50 %", 2, 1, "50 %"]
    assert row[8:] == [50, "25 to 75"]
    assert ["0 to 9", 1, "50 %"] in cells(report, "marks")
    assert ["90 to 100", 1, "50 %"] in cells(report, "marks")


def test_a_revoked_certificate_counts_on_the_day_of_revoking(dan: User) -> None:
    revoke_certificate(
        Certificate.objects.get(),
        by=dan,
        revoked_for=Certificate.RevokedFor.ON_REQUEST,
        reason="Asked for.",
    )

    report = certificates(Selection(PERIOD, Grain.MONTH))

    assert cells(report, "time") == [
        ["March 2026", 1, 0, 0],
        ["April 2026", 0, 0, 0],
        ["May 2026", 0, 0, 1],
    ]
    assert cells(report, "courses") == [["The vagus nerve", 1, 0, 1]]
