"""Reports as files: no names for those who may not see people, and nothing that runs."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from tests.courses.studio.reports.conftest import DAYS

EVIL = '=HYPERLINK("evil")'


def fetch(client: Client, slug: str, **query: str) -> bytes:
    answer: Any = client.get(reverse("reports:report", args=[slug]), {**DAYS, **query})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def lines(client: Client, slug: str, **query: str) -> list[list[str]]:
    text = fetch(client, slug, file="csv", **query).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_each_enrolment_is_a_line(crowd: list[Enrolment], author: Client) -> None:
    headings, *rows = lines(author, "enrolments")

    alice = dict(zip(headings, rows[0], strict=True))
    assert alice == {
        "Enrolment": crowd[0].public_id.hex,
        "Course": "The vagus nerve",
        "Edition": "1",
        "Round": "1",
        "Access": "Free enrolment",
        "Country": "Australia",
        "Enrolled": "2026-03-02 13:00",
        "Round began": "2026-03-02",
        "Last seen": "2026-03-02 13:00",
        "Last place": "",
        "Completed": "2026-03-07",
    }
    assert len(rows) == 4


@pytest.mark.parametrize("slug", ["enrolments", "quizzes", "certificates"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_author_gets_no_name_and_no_way_to_one(
    slug: str, form: str, crowd: list[Enrolment], author: Client, admin: Client
) -> None:
    def content(client: Client) -> str:
        file = fetch(client, slug, file=form)
        if form == "csv":
            return file.decode()
        rows = load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True)
        return "\n".join(str(row) for row in rows)

    own, every = content(author), content(admin)

    secrets = [Certificate.objects.get().serial, "Alice Nguyễn", "alice@example.org"]
    assert not [secret for secret in secrets if secret in own]
    assert crowd[0].public_id.hex in own
    assert "Alice Nguyễn" in every
    assert "alice@example.org" in every


def test_each_attempt_and_certificate_is_a_line(crowd: list[Enrolment], author: Client) -> None:
    attempts, issued = lines(author, "quizzes"), lines(author, "certificates")

    marks = attempts[0].index("Mark in per cent"), attempts[0].index("Passed")
    assert [[row[place] for place in marks] for row in attempts[1:]] == [["100", "1"], ["0", "0"]]
    assert issued[1][issued[0].index("State")] == "Valid"


def test_titles_and_names_run_nothing(crowd: list[Enrolment], admin: Client) -> None:
    Course.objects.update(title=EVIL)
    crowd[0].learner.certificate_name = "@SUM(1)"
    crowd[0].learner.save()

    rows = lines(admin, "enrolments")
    table = lines(admin, "enrolments", table="courses")
    book = load_workbook(io.BytesIO(fetch(admin, "enrolments", file="xlsx"))).active

    assert f"'{EVIL}" in rows[1]
    assert "'@SUM(1)" in rows[1]
    assert table[1][0] == f"'{EVIL}"
    assert {cell.data_type for cell in book[2]} <= {"s", "n", "d"}


def test_a_tables_file_has_the_rows_of_the_page(crowd: list[Enrolment], author: Client) -> None:
    course = str(crowd[0].course_id)
    query = {"course": course, "edition": "1", "table": "steps"}

    assert lines(author, "completion", **query) == [
        ["Lesson or quiz", "Completed it", "Share", "Fewer than before"],
        ["Lesson: Lesson 1", "3", "75 %", "1"],
        ["Lesson: Lesson 2", "2", "50 %", "1"],
        ["Quiz: Final quiz", "1", "25 %", "1"],
    ]


def test_a_file_of_nothing_has_its_headings(author: Client) -> None:
    assert len(lines(author, "enrolments")) == 1
