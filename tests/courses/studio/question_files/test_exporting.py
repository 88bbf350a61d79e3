"""Questions leave a bank as files; what a format cannot hold is said before."""

import csv
import io
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.interchange.questions.reading import read_questions
from courses.quizzes.models import Question, Quiz
from courses.quizzes.wording import plain
from tests.courses.studio.question_files.uploads import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(bob: User, sign_in: Any) -> Any:
    """Bob, who wrote the course."""
    return sign_in(bob)


@pytest.mark.parametrize("format", ["gift", "moodle-xml", "csv", "xlsx"])
def test_a_bank_leaves_in_every_format(client: Any, course: Course, format: str) -> None:  # noqa: A002
    response = client.post(address("export", course), {"format": format})

    assert "attachment" in response["Content-Disposition"]
    reading = read_questions(response.content, format=format)
    assert {one.title for one in reading.questions} == {one.key for one in course.questions.all()}


def test_losses_are_said_before_the_download(client: Any, course: Course) -> None:
    Question.objects.filter(kind="single").update(points=3)

    text = client.get(address("export", course), {"format": "gift"}).content.decode()

    assert "What this format cannot hold" in text
    assert "The points." in text
    assert "The references of single choices." in text


def test_the_choice_can_be_narrowed(client: Any, course: Course) -> None:
    tagged = course.questions.get(kind="multiple")
    tagged.tags.add("vagus")
    tag = tagged.tags.get()

    for wish in ({"kind": "multiple"}, {"tag": tag.pk}, {"take": [tagged.pk]}):
        response = client.post(address("export", course), {"format": "csv", **wish})
        reading = read_questions(response.content, format="csv")
        assert [one.title for one in reading.questions] == [tagged.key]


def test_the_questions_of_a_quiz_leave_alone(client: Any, course: Course) -> None:
    quiz = Quiz.objects.get()
    quiz.entries = [("question", Question.objects.first())]
    quiz.save()

    response = client.post(address("export", course), {"format": "csv", "quiz": quiz.pk})

    assert len(read_questions(response.content, format="csv").questions) == 1


def test_no_cell_is_run_by_a_spreadsheet(client: Any, course: Course) -> None:
    Question.objects.filter(kind="single").update(stem=plain('=HYPERLINK("x")'))

    response = client.post(address("export", course), {"format": "csv"})

    table = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    cells = [cell for row in table for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_an_unknown_format_is_refused(client: Any, course: Course) -> None:
    assert client.post(address("export", course), {"format": "qti"}).status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_reads_back_whole(client: Any, kind: str) -> None:
    response = client.get(reverse("question_files:template", args=[kind]))

    reading = read_questions(response.content, format=kind)
    assert (len(reading.questions), reading.skipped) == (7, ())


def test_there_is_no_other_template(client: Any) -> None:
    assert client.get(reverse("question_files:template", args=["doc"])).status_code == 404
