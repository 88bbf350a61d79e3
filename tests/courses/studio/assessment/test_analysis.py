"""The item analysis in the studio: who sees it, what it says, how it is chosen and taken along."""

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.editions.models import Edition
from courses.quizzes.models import Quiz
from tests.crowds import answer_sheets, random_sheets
from tests.factories import make_user

WRONG: dict[str, Any] = {"question-1": ["b"], "question-2": ["c"], "question-3": ["a"]}


@pytest.fixture
def quiz(edition: Edition) -> Quiz:
    return Quiz.objects.get(module__course=edition.course)


def address(quiz: Quiz) -> str:
    return reverse("assessment:analysis", args=[quiz.pk])


def test_the_author_reads_findings_first(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, [*random_sheets(edition, 30), *[WRONG] * 30])

    page = sign_in(bob).get(address(quiz)).content.decode()

    assert page.index("What to look at") < page.index("The quiz as a whole")
    assert "Learners do hardly better than by guessing." in page
    assert "60" in page


def test_without_attempts_it_says_what_will_stand_here(quiz: Quiz, bob: User, sign_in: Any) -> None:
    page = sign_in(bob).get(address(quiz)).content.decode()

    assert "No attempt fits this choice yet." in page
    assert "The quiz as a whole" not in page


def test_that_there_are_too_few_attempts_is_said_once(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, random_sheets(edition, 3))

    page = sign_in(bob).get(address(quiz)).content.decode()

    assert "3 questions have fewer than 20 attempts" in page
    assert page.count("too few to tell") == 1


def test_names_of_learners_are_nowhere(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    attempts = answer_sheets(edition, random_sheets(edition, 25))

    page = sign_in(bob).get(address(quiz)).content.decode()

    assert not [row for row in attempts if row.enrolment.learner.email in page]


def test_its_queries_do_not_grow_with_attempts(
    edition: Edition,
    quiz: Quiz,
    bob: User,
    sign_in: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    answer_sheets(edition, random_sheets(edition, 80))
    client = sign_in(bob)

    with django_assert_max_num_queries(22):  # six of them ours, the rest the admin's frame
        client.get(address(quiz))


def test_another_authors_quiz_does_not_exist_nor_does_supports(
    quiz: Quiz, roles: dict[str, Any], sign_in: Any
) -> None:
    eve, sam = (
        make_user("eve@example.org", is_staff=True),
        make_user("sam@example.org", is_staff=True),
    )
    eve.groups.add(roles["Author"])
    sam.groups.add(roles["Support"])

    assert sign_in(eve).get(address(quiz)).status_code == 404
    assert sign_in(sam).get(address(quiz)).status_code == 404


def test_the_form_chooses_and_says_what_is_wrong_with_days(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, random_sheets(edition, 25))
    client = sign_in(bob)

    later = client.get(address(quiz), {"first_day": "2099-01-01"})
    wrong = client.get(address(quiz), {"first_day": "2026-02-02", "last_day": "2026-01-01"})

    assert "No attempt fits this choice yet." in later.content.decode()
    assert wrong.status_code == 422
    assert "The last day comes before the first." in wrong.content.decode()


def test_the_file_runs_no_formula(edition: Edition, quiz: Quiz, bob: User, sign_in: Any) -> None:
    answer_sheets(edition, random_sheets(edition, 25))
    version = edition.course.questions.get(key="question-1").versions.get()
    type(version).objects.filter(pk=version.pk).update(
        content={**version.content, "stem": "=HYPERLINK(1)"}
    )

    response = sign_in(bob).get(address(quiz), {"file": "csv"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Question,Key,Version,Kind,Attempts,Facility %")
    assert lines[1].startswith("'=HYPERLINK(1),question-1,1,Single choice,25,")


def test_the_workbook_has_the_rows_of_the_sheet_and_numbers_as_numbers(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, [*random_sheets(edition, 25), *[WRONG] * 10])
    client = sign_in(bob)

    def content(kind: str) -> bytes:
        return b"".join(client.get(address(quiz), {"file": kind}).streaming_content)

    headings, *rows = csv.reader(io.StringIO(content("csv").decode("utf-8-sig")))
    book = load_workbook(io.BytesIO(content("xlsx"))).active.iter_rows(values_only=True)
    first, *others = [list(line) for line in book]

    assert first == headings
    assert [["" if cell is None else str(cell) for cell in line] for line in others] == rows
    facility = headings.index("Facility %")
    assert {type(line[facility]) for line in others} <= {int, float}


def test_the_page_offers_both_files_and_there_is_no_other(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, random_sheets(edition, 25))
    client = sign_in(bob)

    page = client.get(address(quiz)).content.decode()

    assert 'name="file" value="csv"' in page
    assert 'name="file" value="xlsx"' in page
    assert client.get(address(quiz), {"file": "exe"}).status_code == 404
    assert client.get(address(quiz), {"file": "xlsx", "first_day": "soon"}).status_code == 422


def test_a_negative_figure_is_a_number_in_the_file(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    contents = [question.versions.get().content for question in edition.course.questions.all()]
    right = {
        content["key"]: [row["key"] for row in content["choices"] if row["is_right"]]
        for content in contents
    }
    good, weak = {**WRONG, "question-1": right["question-1"]}, {**right, "question-1": ["b"]}
    answer_sheets(edition, [*[good] * 15, *[weak] * 15])

    text = b"".join(sign_in(bob).get(address(quiz), {"file": "csv"}).streaming_content).decode()

    assert ",-100.0," in text
    assert "'-" not in text


def test_a_questions_page_shows_who_took_what_and_its_other_versions(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    answer_sheets(edition, random_sheets(edition, 25))
    question = edition.course.questions.get(key="question-1")
    version = question.versions.get()

    page = sign_in(bob).get(reverse("assessment:question", args=[quiz.pk, version.pk]))

    text = page.content.decode()
    assert "Downwards" in text
    assert "Strongest 27 %" in text
    assert "Discriminative efficiency" in text


def test_a_question_that_the_quiz_never_asked_is_not_found(
    edition: Edition, quiz: Quiz, bob: User, sign_in: Any
) -> None:
    address = reverse("assessment:question", args=[quiz.pk, 0])

    assert sign_in(bob).get(address).status_code == 404
