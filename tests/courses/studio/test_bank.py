"""The question bank in the studio: every kind has its form, and nobody meets another's bank."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from accounts.models import User
from courses.catalogue.models import Course
from courses.quizzes.compiling import compile_question
from courses.quizzes.kinds import QuestionKind
from courses.quizzes.marking import credit
from courses.quizzes.models import Question
from tests.courses.studio.question_forms import choice, paragraphs, posted
from tests.factories import make_full_course

ADD = reverse("wagtailsnippets_quizzes_question:add")
LIST = reverse("wagtailsnippets_quizzes_question:list")
RIGHT: dict[str, Any] = {
    "single": ["a"],
    "multiple": ["a", "b"],
    "true-false": ["b"],
    "matching": {"a": "a", "b": "b"},
    "ordering": ["a", "b"],
    "numeric": "12,5 mmHg",
    "text": "vagus",
}


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def edit(question: Question) -> str:
    return reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])


def make(author: Client, course: Course, kind: str = "single", **values: Any) -> Question:
    author.post(ADD, posted(kind, course=course.pk, **values))
    return Question.objects.order_by("-pk")[0]


@pytest.mark.parametrize("kind", RIGHT)
def test_an_author_writes_a_question_of_each_kind(
    author: Client, course: Course, bob: User, kind: str
) -> None:
    page = author.get(f"{ADD}?kind={kind}&course={course.pk}")
    assert page.status_code == 200

    response = author.post(
        ADD, posted(kind, course=course.pk, tags="vagus, Gut", difficulty="hard")
    )

    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.order_by("-pk")[0]
    assert (question.kind, question.course, question.written_by) == (kind, course, bob)
    assert (question.key, question.tag_names) == ("which-nerve-is-it", ["Gut", "vagus"])
    assert credit(compile_question(question), RIGHT[kind]) == 1


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_saved_question_opens_and_saves_again(author: Client, course: Course, kind: str) -> None:
    question = make(author, course, kind)
    before = compile_question(question)

    page = author.get(edit(question)).content.decode()
    author.post(edit(question), posted(kind, course=course.pk))

    assert "Which nerve is it?" in page
    assert compile_question(Question.objects.get(pk=question.pk)) == before


def test_the_kind_is_asked_first(author: Client, course: Course) -> None:
    page = author.get(f"{ADD}?course={course.pk}").content.decode()

    assert all(f"?kind={kind}&amp;course={course.pk}" in page for kind in QuestionKind.values)


def test_fields_of_other_kinds_are_neither_shown_nor_read(author: Client, course: Course) -> None:
    form = author.get(f"{ADD}?kind=numeric&course={course.pk}").context["form"]
    foreign = {"choices-count": "1", "items-count": "x"}
    author.post(ADD, {**posted("numeric", course=course.pk), **foreign})

    assert {"numbers", "unit"} <= set(form.fields)
    assert not {"choices", "items", "pairs", "texts", "shuffle", "rule"} & set(form.fields)
    assert list(Question.objects.order_by("-pk")[0].choices) == []


def test_a_kind_changes_within_its_family_only(author: Client, course: Course) -> None:
    question = make(author, course)

    author.post(edit(question), posted("multiple", course=course.pk))
    question.refresh_from_db()
    assert question.kind == "multiple"

    author.post(edit(question), {**posted("multiple", course=course.pk), "kind": "ordering"})
    question.refresh_from_db()
    assert question.kind == "multiple"


def test_what_cannot_be_marked_is_said_and_kept(author: Client, course: Course) -> None:
    count = Question.objects.count()
    wrong = streamfield([choice("Vagus"), choice("Phrenic")])

    response = author.post(ADD, posted("single", course=course.pk, choices=wrong))

    page = response.content.decode()
    assert "Mark exactly one choice as right." in page
    assert "Phrenic" in page
    assert Question.objects.count() == count


def test_the_bank_of_a_course_keeps_the_courses_pages(author: Client, course: Course) -> None:
    outline = reverse("studio:contents", args=[course.pk])

    assert outline in author.get(LIST, {"course": course.pk}).content.decode()
    assert outline not in author.get(LIST).content.decode()
    other = make_full_course("others")
    page = author.get(LIST, {"course": other.pk}).content.decode()
    assert reverse("studio:contents", args=[other.pk]) not in page


def test_the_same_words_get_another_key(author: Client, course: Course) -> None:
    keys = [make(author, course).key for _ in range(3)]

    assert keys == ["which-nerve-is-it", "which-nerve-is-it-2", "which-nerve-is-it-3"]


def test_a_copy_gets_a_key_of_its_own(author: Client, course: Course) -> None:
    question = make(author, course)
    copy = reverse("wagtailsnippets_quizzes_question:copy", args=[question.pk])

    assert f'action="{ADD}"' in author.get(copy).content.decode()
    author.post(ADD, posted("single", course=course.pk))

    assert Question.objects.order_by("-pk")[0].key == "which-nerve-is-it-2"


def test_a_case_gets_its_questions(author: Client, course: Course) -> None:
    response = author.post(ADD, posted("vignette", course=course.pk))
    case = Question.objects.order_by("-pk")[0]
    assert response["Location"] == edit(case)

    author.get(f"{ADD}?kind=numeric&vignette={case.pk}&position=0")
    response = author.post(ADD, posted("numeric", vignette=case.pk, position="0"))

    part = case.parts.get()
    assert response["Location"] == edit(case)
    assert (part.course, part.kind) == (course, "numeric")
    assert [row["key"] for row in compile_question(case)["questions"]] == [part.key]
    assert edit(part) in author.get(edit(case)).content.decode()
    assert edit(part) not in author.get(LIST).content.decode()


def test_a_case_holds_no_case(author: Client, course: Course) -> None:
    case = make(author, course, "vignette")

    author.post(ADD, posted("vignette", vignette=case.pk, position="0"))

    assert not case.parts.exists()


def test_another_authors_bank_does_not_exist(author: Client, course: Course) -> None:
    other = make_full_course("others")
    theirs = other.questions.get(key="question-1")
    theirs.stem = "<p>Theirs only</p>"
    theirs.save()

    assert author.get(edit(theirs)).status_code == 404
    assert "Theirs only" not in author.get(LIST).content.decode()
    assert "others" not in author.get(f"{LIST}?course={other.pk}").content.decode()
    response = author.post(ADD, posted("single", course=other.pk))
    assert response.status_code == 200
    assert other.questions.count() == 3


def test_only_reviewers_write_into_the_shared_bank(
    author: Client, dan: User, sign_in: Any, course: Course
) -> None:
    response = author.post(ADD, posted("single", course=""))
    assert "Choose the course whose bank it goes into." in response.content.decode()
    assert not Question.objects.filter(course=None).exists()

    assert sign_in(dan).post(ADD, posted("single", course="")).status_code == 302

    shared = Question.objects.get(course=None)
    author = sign_in(User.objects.get(email="bob@example.org"))
    assert author.get(edit(shared)).status_code == 404


def test_a_part_of_anothers_case_is_refused(author: Client, course: Course) -> None:
    other = make_full_course("others")
    case = Question.objects.create(course=other, key="case", kind="vignette", stem="<p>A case</p>")

    author.post(ADD, posted("single", vignette=case.pk, position="0"))

    assert not case.parts.exists()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=ischaemic", True),
        ("q=NERVE+of", True),
        ("q=elsewhere", False),
        ("q=%00", True),
        ("kind=single", True),
        ("kind=numeric", False),
        ("difficulty=hard", True),
        ("difficulty=easy", False),
        ("tag=Ischaemic", True),
        ("tag=gut", False),
        ("is_asked=true", False),
        ("is_asked=false", True),
        ("is_retired=true", False),
    ],
)
def test_the_bank_is_searched_and_filtered(
    author: Client, course: Course, query: str, is_found: bool
) -> None:
    stem = paragraphs("Which nerve of the neck?")
    question = make(author, course, stem=stem, tags="ischaemic", difficulty="hard")
    author.get(LIST)  # takes the message that it was saved

    page = author.get(f"{LIST}?{query}").content.decode()

    assert (edit(question) in page) is is_found


def test_the_list_says_where_a_question_is_asked(author: Client, course: Course) -> None:
    page = author.get(LIST).content.decode()

    assert "Final quiz" in page
    assert "Question 1?" in author.get(f"{LIST}?is_asked=true").content.decode()
    assert "Question 1?" not in author.get(f"{LIST}?is_asked=false").content.decode()


def test_a_question_says_who_wrote_it_and_is_found_by_that(
    author: Client, course: Course, bob: User
) -> None:
    question = make(author, course)
    author.get(LIST)

    assert "Written by Bob Hale" in author.get(edit(question)).content.decode()
    page = author.get(LIST, {"written_by": bob.pk}).content.decode()
    assert edit(question) in page
    assert edit(course.questions.get(key="question-1")) not in page


def test_the_lists_queries_do_not_grow(
    author: Client, course: Course, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        make(author, course, tags="one, two")
    author.get(LIST)

    with django_assert_max_num_queries(22):
        author.get(LIST)


def test_a_question_is_retired_on_its_own_page_and_taken_in_again(
    author: Client, course: Course
) -> None:
    question = make(author, course)
    address = reverse("studio:retire_part", args=["question", question.pk])
    assert f'formaction="{address}"' in author.get(edit(question)).content.decode()

    for wanted, is_retired in (("out", True), ("back", False)):
        response = author.post(address, {"wanted": wanted})
        assert response["Location"] == edit(question)
        question.refresh_from_db()
        assert bool(question.retired_at) is is_retired


def test_a_published_question_stays_in_its_bank(
    author: Client, bob: User, course: Course, edition: Any
) -> None:
    other = make_full_course("others")
    other.editors.add(bob)
    question = course.questions.get(key="question-1")

    page = author.post(edit(question), posted("single", course=other.pk)).content.decode()

    assert "This question is published, and stays in its bank." in page
    assert "Version" in author.get(edit(question)).content.decode()


def test_a_question_that_a_quiz_asks_stays_in_its_reach(
    author: Client, bob: User, course: Course
) -> None:
    other = make_full_course("others")
    other.editors.add(bob)
    question = course.questions.get(key="question-1")

    page = author.post(edit(question), posted("single", course=other.pk)).content.decode()

    assert "It is asked by “Final quiz”, and stays in this bank." in page
    question.refresh_from_db()
    assert question.course == course


def test_a_question_goes_into_another_bank_with_a_free_key_and_the_parts_of_its_case(
    author: Client, bob: User, course: Course
) -> None:
    other = make_full_course("others")
    other.editors.add(bob)
    case = make(author, course, "vignette")
    author.post(ADD, posted("numeric", vignette=case.pk, position="0"))
    part = case.parts.get()
    for taken in (case, part):
        Question.objects.create(course=other, key=taken.key, kind="single", stem=taken.stem)

    answer = author.post(edit(case), posted("vignette", course=other.pk))

    assert answer.status_code == 302
    for moved in (case, part):
        before = moved.key
        moved.refresh_from_db()
        assert moved.course == other
        assert moved.key != before
