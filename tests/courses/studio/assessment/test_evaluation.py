"""Evaluations in the studio: who reads them, from how many on, and the file."""

import io
from typing import Any

from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from courses.editions.models import Edition
from courses.progress.evaluating import evaluate
from tests.factories import enrol_free, make_user

SHEET: list[Any] = [4, 5, 3, "About right", "=2+2 sessions fewer"]


def give(edition: Edition, times: int) -> list[User]:
    learners = [make_user() for _ in range(times)]
    for learner in learners:
        evaluate(enrol_free(learner, edition.course), SHEET)
    return learners


def address(edition: Edition) -> str:
    return reverse("assessment:evaluation", args=[edition.course_id])


def test_below_five_the_author_reads_only_how_many(
    edition: Edition, bob: User, sign_in: Any
) -> None:
    give(edition, 4)

    page = sign_in(bob).get(address(edition)).content.decode()

    assert "Evaluations so far: 4." in page
    assert "sessions fewer" not in page
    file = sign_in(bob).get(address(edition), {"file": "csv"})
    assert b"".join(file.streaming_content).decode().count("\n") == 1


def test_from_five_on_answers_are_shown_without_names(
    edition: Edition, bob: User, sign_in: Any
) -> None:
    learners = give(edition, 5)

    page = sign_in(bob).get(address(edition)).content.decode()

    assert "5 evaluations, without names." in page
    assert "mean 4.0" in page
    assert page.count("sessions fewer") == 5
    assert not [learner for learner in learners if learner.email in page]


def test_an_edition_is_chosen_by_its_number(edition: Edition, bob: User, sign_in: Any) -> None:
    client = sign_in(bob)

    assert client.get(address(edition), {"edition": "1"}).status_code == 200
    assert client.get(address(edition), {"edition": "7"}).status_code == 404


def test_the_file_has_no_line_for_a_person_and_runs_no_formula(
    edition: Edition, bob: User, sign_in: Any
) -> None:
    give(edition, 5)

    file = sign_in(bob).get(address(edition), {"file": "csv"})

    text = b"".join(file.streaming_content).decode()
    assert "How was the pace?,choice,About right,5" in text
    assert "'=2+2 sessions fewer,1" in text


def test_the_workbook_has_the_same_lines(edition: Edition, bob: User, sign_in: Any) -> None:
    give(edition, 5)
    client = sign_in(bob)

    page = client.get(address(edition)).content.decode()
    file = client.get(address(edition), {"file": "xlsx"})

    book = load_workbook(io.BytesIO(b"".join(file.streaming_content))).active
    lines = list(book.iter_rows(values_only=True))
    assert 'name="file" value="csv"' in page
    assert 'name="file" value="xlsx"' in page
    assert lines[0] == ("Question", "Kind", "Answer", "Times")
    assert ("How was the pace?", "choice", "About right", 5) in lines
    assert {line[2] for line in lines if line[1] == "text"} == {"=2+2 sessions fewer"}
    assert {cell.data_type for row in book for cell in row} <= {"s", "n", "inlineStr"}
    assert client.get(address(edition), {"file": "exe"}).status_code == 404


def test_another_authors_course_does_not_exist(
    edition: Edition, roles: dict[str, Any], sign_in: Any
) -> None:
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])

    assert sign_in(eve).get(address(edition)).status_code == 404
