"""A quiz's form: questions of its own bank and the shared one, and draws."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.quizzes.compiling import compile_quiz
from courses.quizzes.models import Question, Quiz
from courses.quizzes.readiness import quiz_faults
from courses.quizzes.wording import plain
from tests.courses.studio.question_forms import draw
from tests.courses.studio.question_forms import posted_quiz as posted
from tests.factories import make_full_course, make_module, make_question, make_quiz

CHOOSE = reverse("wagtailsnippetchoosers_quizzes_question:choose")


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


@pytest.fixture
def quiz(course: Course) -> Quiz:
    return Quiz.objects.get(module__course=course)


@pytest.fixture
def shared(course: Course) -> Question:
    return Question.objects.create(key="of-all", stem=plain("Shared?"), kind="vignette")


@pytest.fixture
def theirs(course: Course) -> Question:
    other = make_full_course("others")
    question = other.questions.get(key="question-1")
    Question.objects.filter(pk=question.pk).update(stem_words="Theirs only")
    return question


def edit(quiz: Quiz) -> str:
    return reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])


def wrong_entries(response: Any) -> dict[int, str]:
    """Return what is said beside which entry."""
    [error] = response.context["form"].errors.as_data()["entries"]
    return {place: found.messages[0] for place, found in error.block_errors.items()}


def test_an_author_sets_rules_questions_and_draws(
    author: Client, quiz: Quiz, shared: Question
) -> None:
    first = quiz.course.questions.get(key="question-1")
    quiz.course.questions.get(key="question-2").tags.add("Vagus")
    entries = [("question", first.pk), ("question", shared.pk), draw(1, tag="vagus")]

    response = author.post(edit(quiz), posted(quiz, *entries))

    assert response.status_code == 302, response.context["form"].errors
    content = compile_quiz(Quiz.objects.get(pk=quiz.pk))
    assert content["slots"] == [
        {"question": "question-1"},
        {"question": "shared.of-all"},
        {
            "draw": 1,
            "from": ["question-2"],
            "prefers_unseen": True,
            "tag": "vagus",
            "difficulty": "",
        },
    ]
    assert (content["mode"], content["release"]) == ("each", "passed")
    assert (content["time_limit_minutes"], content["cool_down_minutes"]) == (20, 60)


def test_anothers_question_is_refused(author: Client, quiz: Quiz, theirs: Question) -> None:
    response = author.post(edit(quiz), posted(quiz, ("question", theirs.pk)))

    page = response.content.decode()
    assert "Choose questions of this course" in page
    assert theirs.pk not in [block.value.pk for block in Quiz.objects.get(pk=quiz.pk).entries]


def test_an_own_question_of_another_course_is_refused_where_it_stands(
    author: Client, bob: User, quiz: Quiz, theirs: Question
) -> None:
    assert theirs.course
    theirs.course.editors.add(bob)
    first = quiz.course.questions.get(key="question-1")

    response = author.post(
        edit(quiz), posted(quiz, ("question", first.pk), ("question", theirs.pk))
    )

    [(place, words)] = wrong_entries(response).items()
    assert place == 1
    assert words.startswith(f"“Theirs only” is in the bank of “{theirs.course}”.")


def test_a_question_stands_in_a_quiz_once(author: Client, quiz: Quiz) -> None:
    first = quiz.course.questions.get(key="question-1")

    response = author.post(edit(quiz), posted(quiz, ("question", first.pk), ("question", first.pk)))

    assert wrong_entries(response) == {1: "“Question 1?” stands here twice. Take one out."}


def test_a_part_of_a_case_is_not_asked_alone(author: Client, quiz: Quiz, shared: Question) -> None:
    part = make_question(make_quiz(make_module(quiz.course, "more"), "more"), vignette=shared)

    response = author.post(edit(quiz), posted(quiz, ("question", part.pk)))

    assert "asked with its case only" in response.content.decode()


def test_the_chooser_shows_only_what_may_be_used(
    author: Client, quiz: Quiz, shared: Question, theirs: Question
) -> None:
    page = author.get(CHOOSE).json()["html"]

    assert "Question 1?" in page
    assert "Shared?" in page
    assert "Theirs only" not in page


def test_the_chooser_offers_what_this_quiz_may_ask(
    author: Client, bob: User, quiz: Quiz, shared: Question, theirs: Question
) -> None:
    assert theirs.course
    theirs.course.editors.add(bob)

    form = author.get(edit(quiz)).content.decode()
    page = author.get(CHOOSE, {"module": quiz.module_id}).json()["html"]

    assert f'id="asked-in-module" value="{quiz.module_id}"' in form
    assert "#id_module, #asked-in-module" in form
    assert page.index("Question 1?") < page.index("Shared?")
    assert "Theirs only" not in page
    assert f"results/?module={quiz.module_id}" in page
    assert "Theirs only" in author.get(CHOOSE).json()["html"]


def test_the_chooser_finds_words_and_tags(author: Client, quiz: Quiz) -> None:
    quiz.course.questions.get(key="question-2").tags.add("Vagus")
    results = reverse("wagtailsnippetchoosers_quizzes_question:choose_results")

    assert "Question 2?" in author.get(results, {"q": "vagus"}).content.decode()
    assert "Question 1?" not in author.get(results, {"q": "vagus"}).content.decode()
    assert "Question 3?" in author.get(results, {"q": "question 3"}).content.decode()


def test_the_chooser_tells_nothing_about_anothers_question(
    author: Client, quiz: Quiz, theirs: Question
) -> None:
    chosen = reverse("wagtailsnippetchoosers_quizzes_question:chosen", args=[theirs.pk])
    several = reverse("wagtailsnippetchoosers_quizzes_question:chosen_multiple")

    assert author.get(chosen).status_code == 404
    assert "Theirs" not in author.get(several, {"id": theirs.pk}).content.decode()


@pytest.mark.parametrize(
    ("draws", "fault"),
    [
        ([(2, "")], ""),
        ([(3, "")], "wants 3 questions of the bank, and finds 2"),
        ([(1, "vagus"), (1, "")], ""),
        ([(1, ""), (1, "vagus")], ""),
        ([(1, "vagus"), (2, "")], "wants 2 questions of the bank, and finds 1"),
        ([(2, "vagus")], "wants 2 questions of the tag “vagus”, and finds 1"),
        ([(1, "nothing")], "finds 0"),
    ],
)
def test_a_draw_must_find_enough(quiz: Quiz, draws: list[tuple[int, str]], fault: str) -> None:
    first = quiz.course.questions.get(key="question-1")
    quiz.course.questions.get(key="question-2").tags.add("vagus")
    blocks = [("draw", {"count": count, "tag": tag, "difficulty": ""}) for count, tag in draws]
    quiz.entries = [("question", first), *blocks]
    quiz.save()

    faults = quiz_faults(compile_quiz(Quiz.objects.get(pk=quiz.pk)))

    assert len(faults) == bool(fault)
    assert fault in " ".join(found.words for found in faults)


def test_a_case_without_questions_and_a_broken_question_are_named(
    quiz: Quiz, shared: Question
) -> None:
    first = quiz.course.questions.get(key="question-1")
    first.choices = []
    first.save()
    quiz.entries = [("question", first), ("question", shared)]
    quiz.save()

    faults = quiz_faults(compile_quiz(Quiz.objects.get(pk=quiz.pk)))

    assert [fault.words for fault in faults] == [
        "In the quiz “Final quiz” the question “Question 1?” cannot be asked yet. Give 2 to 26 "
        "choices.",
        "In the quiz “Final quiz” the case “Shared?” has no question. Add one.",
    ]
