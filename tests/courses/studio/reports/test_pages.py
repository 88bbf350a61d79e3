"""The reports' pages: who reads which course, filters in the address, and wrong ones."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.evaluating import evaluate
from courses.studio.reports.kinds import KINDS
from tests.courses.studio.reports.conftest import DAYS
from tests.factories import enrol_free, make_full_course, make_user, publish_course

SHEET: list[Any] = [4, 5, 3, "About right", "Fewer sessions, please"]


def address(slug: str = "enrolments") -> str:
    return reverse("reports:report", args=[slug])


@pytest.mark.parametrize("slug", KINDS)
def test_every_report_has_figures_tables_and_files(
    slug: str, crowd: list[Enrolment], author: Client
) -> None:
    evaluate(crowd[0], SHEET)
    days = {} if slug == "evaluations" else DAYS
    query = {**days, "course": str(crowd[0].course_id)}

    page = author.get(address(slug), query).content.decode()

    assert '<dl class="desk-figures">' in page
    assert '<table class="listing">' in page
    assert "file=xlsx" in page


def test_the_index_names_each_report_and_revenue_for_finance_only(
    author: Client, admin: Client
) -> None:
    own, every = (
        client.get(reverse("reports:index")).content.decode() for client in (author, admin)
    )

    assert all(kind.purpose in own for kind in KINDS.values())
    assert reverse("sales:revenue") in every
    assert reverse("sales:revenue") not in own


def test_finance_finds_revenue_and_no_learning(roles: Any, sign_in: Any) -> None:
    lee = make_user("lee@example.org", is_staff=True)
    lee.groups.add(roles["Finance"])
    finance = sign_in(lee)

    page = finance.get(reverse("reports:index")).content.decode()

    assert reverse("sales:revenue") in page
    assert address() not in page
    assert finance.get(address()).status_code == 404


@pytest.mark.parametrize("slug", KINDS)
def test_another_authors_course_does_not_exist(
    slug: str, crowd: list[Enrolment], stranger: Client
) -> None:
    course = str(crowd[0].course_id)

    for query in ({"course": course}, {"course": course, "file": "csv"}, {"course": "9" * 30}):
        assert stranger.get(address(slug), query).status_code == 404
    assert stranger.get(reverse("reports:course", args=[course])).status_code == 404


def test_an_author_without_courses_sees_nobody(crowd: list[Enrolment], stranger: Client) -> None:
    page = stranger.get(address(), DAYS).content.decode()

    assert "Nobody enrolled in these days." in page
    assert "The vagus nerve" not in page


def test_an_author_sees_own_courses_only(
    crowd: list[Enrolment], carol: User, author: Client, admin: Client
) -> None:
    enrol_free(carol, publish_course(make_full_course("second", title="Second")).course)

    own, every = (client.get(address(), DAYS).content.decode() for client in (author, admin))

    assert "Second" not in own
    assert "Second" in every


@pytest.mark.parametrize(
    "query",
    [
        {"period": "own"},
        {"period": "own", "first": "2026-05-30", "last": "2026-03-02"},
        {"period": "own", "first": "1999-12-31", "last": "2000-01-02"},
        {"period": "own", "first": "2010-01-01", "last": "2026-01-01"},
        {"period": "own", "first": "2026-01-01", "last": "9999-12-31"},
        {"period": "own", "first": "0001-01-01", "last": "0001-01-02"},
        {"period": "own", "first": "nonsense", "last": "<script>"},
        {"period": "own", "first": "2020-01-01", "last": "2026-01-01", "by": "day"},
        {"period": "99"},
        {"by": "hour"},
        {"country": "FR"},
        {"course": "mine"},
    ],
)
def test_a_wrong_choice_says_so_and_keeps_what_was_typed(
    query: dict[str, str], crowd: list[Enrolment], author: Client
) -> None:
    answer = author.get(address(), query)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert "<script>" not in page.replace("<script src", "").split('class="desk-period"')[1][:4000]
    if query.get("first", "").startswith("20"):
        assert f'value="{query["first"]}"' in page


def test_without_a_choice_the_form_shows_the_usual_period_and_offers_every_row(
    crowd: list[Enrolment], author: Client
) -> None:
    page = author.get(address()).content.decode()

    assert '<option value="90" selected>' in page
    assert "every enrolment as CSV" in page


def test_an_edition_is_chosen_by_its_number(crowd: list[Enrolment], author: Client) -> None:
    query = {**DAYS, "course": str(crowd[0].course_id)}

    assert (
        "Lesson: Lesson 1"
        in author.get(address("completion"), {**query, "edition": "1"}).content.decode()
    )
    assert author.get(address("completion"), {**query, "edition": "7"}).status_code == 422


def test_unknown_reports_tables_and_files_do_not_exist(author: Client) -> None:
    assert author.get(address("nothing")).status_code == 404
    assert author.get(address(), {"file": "pdf"}).status_code == 404
    assert author.get(address(), {"file": "csv", "table": "nothing"}).status_code == 404


def test_below_five_evaluations_nothing_but_their_number_is_told(
    edition: Edition, author: Client
) -> None:
    query = {"course": str(edition.course_id)}
    for _ in range(4):
        evaluate(enrol_free(make_user(), edition.course), SHEET)
    four = author.get(address("evaluations"), query).content.decode()
    evaluate(enrol_free(make_user(), edition.course), SHEET)
    five = author.get(address("evaluations"), query).content.decode()

    assert "Scales" not in four
    assert "Scales" in five
    assert "Fewer sessions" not in four + five


def test_a_courses_page_leads_to_each_report_of_it(crowd: list[Enrolment], author: Client) -> None:
    course = crowd[0].course_id

    page = author.get(reverse("reports:course", args=[course])).content.decode()

    for slug in KINDS:
        assert f"{address(slug)}?" in page
    assert page.count(f"course={course}") >= len(KINDS)
    assert "<dt>Enrolments</dt><dd>4</dd>" in page
    assert "<dt>Completed</dt><dd>1 (25" in page


def test_a_report_costs_few_queries(
    crowd: list[Enrolment], author: Client, django_assert_max_num_queries: Any
) -> None:
    for slug in KINDS:
        with django_assert_max_num_queries(16):
            author.get(address(slug))
