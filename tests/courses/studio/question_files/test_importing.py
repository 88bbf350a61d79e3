"""An author looks into a question file, chooses, and imports once."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.interchange.jobs import drop_uploads
from courses.interchange.models import QuestionImport
from courses.quizzes.compiling import compile_quiz
from courses.quizzes.models import Question, Quiz
from tests.courses.interchange.bank.test_drafting import drawn
from tests.courses.interchange.questions.fixtures import OURS, zipped
from tests.courses.studio.question_files.uploads import (
    GIFT,
    act,
    address,
    page,
    send,
    uploaded,
)
from tests.factories import make_course, make_user

pytestmark = pytest.mark.django_db
LOL = '<!DOCTYPE x [<!ENTITY a "b">]><quiz>&a;</quiz>'


@pytest.fixture
def client(bob: User, sign_in: Any) -> Any:
    """Bob, who wrote the course."""
    return sign_in(bob)


def test_a_file_is_shown_before_anything_is_written(client: Any, course: Course) -> None:
    before = Question.objects.count()

    text = page(client, uploaded(client, course))

    assert "2 questions were read as gift" in text
    assert "free writing is not marked here" in text
    assert "Is it so?" in text
    assert "7 ± 1" in text
    assert Question.objects.count() == before


PLAIN = (
    "Question,A,B,C,D,Correct\n"
    "Which nerve?,Vagus,Ulnar,Radial,Sural,A\n"
    "Which are nerves?,Vagus,Aorta,Radial,Femur,A; C\n"
)


@pytest.mark.parametrize("name", ["questions.csv", "questions.txt"])
def test_a_plain_table_of_choices_is_read(client: Any, course: Course, name: str) -> None:
    assert send(client, course, PLAIN, name=name).status_code == 302

    row = QuestionImport.objects.get()
    text = page(client, row)
    assert "2 questions were read as csv" in text
    act(client, row, "import", 0, 1)
    assert [
        (question.kind, [block.value["is_right"] for block in question.choices])
        for question in course.questions.order_by("-pk")[:2]
    ] == [("multiple", [True, False, True, False]), ("single", [True, False, False, False])]


def test_a_table_without_known_columns_is_told_what_it_lacks(client: Any, course: Course) -> None:
    text = send(client, course, "Ask,Say\nA nerve?,Vagus\n", name="table.CSV").content.decode()

    assert "“type” is missing. Begin with our template." in text


@pytest.mark.parametrize("format", OURS)
def test_every_format_is_shown(client: Any, course: Course, format: str) -> None:  # noqa: A002
    assert send(client, course, OURS[format], format=format).status_code == 302

    row = QuestionImport.objects.get()
    assert page(client, row)
    assert len(row.chosen) == len(row.sound)


def test_what_is_chosen_goes_in_with_its_author_and_revision(
    client: Any, course: Course, bob: User
) -> None:
    quiz = Quiz.objects.get()
    row = uploaded(client, course)

    act(client, row, "import", 1, tags="vagus, new", quiz=str(quiz.pk))

    question = course.questions.get(key="two")
    assert not course.questions.filter(key="one").exists()
    assert (question.written_by, set(question.tags.names())) == (bob, {"vagus", "new"})
    assert question.latest_revision is not None
    quiz.refresh_from_db()
    assert compile_quiz(quiz)["slots"][-1] == {"question": "two"}


def test_the_result_leads_on_to_the_outline_and_to_a_quiz(client: Any, course: Course) -> None:
    quiz, row = Quiz.objects.get(), uploaded(client, course)
    act(client, row, "import", 0)
    other = uploaded(client, course)
    act(client, other, "import", 1, quiz=str(quiz.pk))

    edit = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    assert f'href="{reverse("studio:contents", args=[course.pk])}">To the outline<' in page(
        client, row
    )
    assert f'let it draw from the bank: <a href="{edit}">' in page(client, row)
    assert "“Final quiz” asks them." in page(client, other)


def test_the_result_says_what_went_in_and_what_did_not(client: Any, course: Course) -> None:
    row = uploaded(client, course)
    act(client, row, "import", 1)

    text = page(client, row)

    question = course.questions.get(key="two")
    assert reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]) in text
    assert "It was not ticked." in text
    assert "free writing is not marked here" in text


def test_a_second_submit_takes_in_nothing(client: Any, course: Course) -> None:
    row = uploaded(client, course)
    act(client, row, "import", 0, 1)
    count = Question.objects.count()

    assert act(client, row, "import", 0, 1).status_code == 302
    assert Question.objects.count() == count
    row.refresh_from_db()
    assert bytes(row.content) == b""


def test_a_duplicate_is_named_with_its_twin_and_not_ticked(client: Any, course: Course) -> None:
    act(client, uploaded(client, course), "import", 0, 1)

    row = uploaded(client, course)

    assert row.chosen == []
    twin = reverse(
        "wagtailsnippets_quizzes_question:edit", args=[course.questions.get(key="one").pk]
    )
    assert twin in page(client, row)


def test_what_the_file_says_twice_is_ticked_once(client: Any, course: Course) -> None:
    row = uploaded(client, course, f"{GIFT}\n::Again::Is it so?{{=yes ~no}}\n")

    assert row.chosen == [0, 1]
    assert "The file asks this already, at line 1." in page(client, row)


def test_a_faulty_item_cannot_be_ticked(client: Any, course: Course) -> None:
    row = uploaded(client, course, "[html]Same?{=<b>a</b> ~a ~b}\n\nFine?{T}\n")

    act(client, row, "import", 0, 1)

    row.refresh_from_db()
    assert "Two choices have the same text." in page(client, row)
    assert [one["stem"] for one in row.taken] == ["Fine?"]


def test_pictures_are_shown_before_they_are_stored(client: Any, course: Course) -> None:
    image = drawn()
    archive = zipped([
        ("a.xml", QTI.encode()), ("hip.png", image.content),
    ])  # fmt: skip

    assert send(client, course, archive, "a.zip").status_code == 302

    assert 'src="data:image/webp;base64,' in page(client, QuestionImport.objects.get())


QTI = """\
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Hip">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
 <itemBody><p>See <img src="hip.png" alt="a hip"/></p><choiceInteraction responseIdentifier="R">
  <simpleChoice identifier="A">Yes</simpleChoice><simpleChoice identifier="B">No</simpleChoice>
 </choiceInteraction></itemBody></assessmentItem>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "The file is empty."),
        (LOL, "declares a document type"),
        (b"a\0b", "null characters"),
        (b"a" * 9_000_000, "larger than 8 MB"),
        (zipped([("../a.xml", b"<a/>")]), "leads out"),
        (zipped([("a.xml", bytes(99_000_000))]), "unpacks to far more"),
        ("<questestinterop/>", "QTI 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    client: Any, course: Course, content: str | bytes, reason: str
) -> None:
    started = time.process_time()

    response = send(client, course, content)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert time.process_time() - started < 2
    assert not QuestionImport.objects.exists()


def test_nothing_ticked_imports_nothing_and_says_so(client: Any, course: Course) -> None:
    row = uploaded(client, course)

    act(client, row, "import")

    assert "tick at least one question" in page(client, row)


def test_a_tag_that_is_too_long_keeps_the_choice(client: Any, course: Course) -> None:
    row = uploaded(client, course)

    response = act(client, row, "import", 1, tags="x" * 101)

    assert response.status_code == 422
    assert "100 characters at most" in response.content.decode()
    row.refresh_from_db()
    assert row.chosen == [1]


def test_a_locked_quiz_is_not_offered(client: Any, course: Course, dan: User) -> None:
    Quiz.objects.update(locked=True, locked_by=dan)

    assert "Ask them in" not in page(client, uploaded(client, course))


def many(count: int) -> str:
    return "\n".join(f"::Q{n}::Is {n} odd?{{{'T' if n % 2 else 'F'}}}\n" for n in range(count))


def test_choices_are_kept_from_page_to_page(client: Any, course: Course) -> None:
    row = uploaded(client, course, many(120))

    turned = act(client, row, "2", 0, 1, 2)
    act(client, row, "import", *range(50, 60), here="2")

    assert turned["Location"].endswith("?page=2#items")
    assert course.questions.filter(key__startswith="q").count() == 3 + 10 + 20 + 3


def test_all_and_none_at_once(client: Any, course: Course) -> None:
    row = uploaded(client, course, many(60))

    act(client, row, "none", *range(50))
    row.refresh_from_db()
    none = list(row.chosen)
    act(client, row, "all")
    row.refresh_from_db()

    assert (none, len(row.chosen)) == ([], 60)


def test_a_page_costs_the_same_however_long_the_file(
    client: Any, course: Course, django_assert_max_num_queries: Any
) -> None:
    short, long = uploaded(client, course, many(5)), uploaded(client, course, many(200))
    page(client, short)

    with django_assert_max_num_queries(16):
        page(client, long)


@pytest.mark.thorough
def test_a_thousand_questions_take_seconds(client: Any, course: Course) -> None:
    started = time.process_time()
    row = uploaded(client, course, many(1_000))
    looked = time.process_time()
    act(client, row, "import", *range(50))

    assert course.questions.filter(key__startswith="q").count() >= 1_000
    print(f"looked {looked - started:.1f} s, taken {time.process_time() - looked:.1f} s")  # noqa: T201
    assert time.process_time() - started < 20


def test_another_author_sees_nothing_of_it(
    client: Any, course: Course, roles: dict[str, Group], sign_in: Any
) -> None:
    row = uploaded(client, course)
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    other = sign_in(eve)

    assert other.get(address("import", course)).status_code == 404
    assert send(other, course, GIFT).status_code == 404
    assert other.get(reverse("question_files:preview", args=[row.public_id])).status_code == 404
    assert act(other, row, "import", 0).status_code == 404
    assert send(other, None, GIFT).status_code == 404


def test_reviewers_fill_the_shared_bank(course: Course, dan: User, sign_in: Any) -> None:
    row = uploaded(sign_in(dan), None)

    act(sign_in(dan), row, "import", 0, 1)

    assert Question.objects.filter(course=None).count() == 2


def test_uploads_are_gone_after_a_week(client: Any, course: Course) -> None:
    row = uploaded(client, course)
    drop_uploads()
    assert QuestionImport.objects.filter(pk=row.pk).exists()

    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        drop_uploads()

    assert not QuestionImport.objects.exists()


def test_the_bank_and_the_course_lead_here(client: Any, course: Course) -> None:
    bank = reverse("wagtailsnippets_quizzes_question:list")

    for where in (f"{bank}?course={course.pk}", reverse("studio:contents", args=[course.pk])):
        assert address("import", course) in client.get(where).content.decode()
    assert address("import", None) not in client.get(bank).content.decode()


def test_an_import_into_another_bank_does_not_mix(client: Any, course: Course) -> None:
    other = make_course("other")
    other.editors.set(course.editors.all())
    act(client, uploaded(client, other), "import", 0, 1)

    assert uploaded(client, course).chosen == [0, 1]
