"""A compiled quiz is plain data that holds all a learner will be asked and shown."""

import json

import pytest
from django.utils import timezone

from courses.catalogue.models import Course
from courses.hashing import content_hash
from courses.quizzes.compiling import compile_quiz
from courses.quizzes.models import Question, Quiz
from tests.factories import make_question, make_reference


@pytest.fixture
def quiz(course: Course) -> Quiz:
    return Quiz.objects.get(module__course=course)


def test_a_quiz_carries_its_rules(quiz: Quiz) -> None:
    quiz.pass_mark, quiz.attempt_limit, quiz.introduction = 75, 3, "Take your time."

    compiled = compile_quiz(quiz)

    assert compiled["title"] == "Final quiz"
    assert (compiled["pass_mark"], compiled["attempt_limit"], compiled["minutes"]) == (75, 3, 10)
    assert compiled["introduction"] == "Take your time."


def test_choices_get_letters_in_their_order(quiz: Quiz) -> None:
    question = compile_quiz(quiz)["questions"][1]

    letters = [
        (choice["key"], choice["text"], choice["is_right"]) for choice in question["choices"]
    ]
    assert letters == [("a", "Nerves", True), ("b", "Hormones", True), ("c", "Magic", False)]


def test_choices_carry_feedback_and_sources(quiz: Quiz) -> None:
    choice = compile_quiz(quiz)["questions"][0]["choices"][0]

    assert choice["feedback"] == "SECRET because Upwards"
    assert [source["label"] for source in choice["references"]] == ["Bonaz 2018"]


def test_a_question_carries_explanation_and_sources(quiz: Quiz) -> None:
    source = make_reference("other-2020", authors="Other A", year=2020)
    make_question(quiz, "sourced", references=[{"type": "reference", "value": source.pk}])

    question = compile_quiz(quiz)["questions"][-1]

    assert question["explanation"] == "SECRET explanation"
    assert [printed["label"] for printed in question["references"]] == ["Other 2020"]


def test_questions_come_in_order_without_retired_ones(quiz: Quiz) -> None:
    first, second, third = (block.value for block in quiz.entries)
    quiz.entries = [("question", row) for row in (third, second, first)]
    quiz.save()
    Question.objects.filter(pk=second.pk).update(retired_at=timezone.now())

    compiled = compile_quiz(Quiz.objects.get())

    assert [question["key"] for question in compiled["questions"]] == [third.key, first.key]
    assert compiled["slots"] == [{"question": third.key}, {"question": first.key}]


def test_a_deleted_source_is_left_out(quiz: Quiz) -> None:
    source = make_reference("gone-2020")
    make_question(quiz, "sourced", references=[{"type": "reference", "value": source.pk}])
    source.delete()

    assert compile_quiz(quiz)["questions"][-1]["references"] == []


def test_the_same_draft_compiles_to_the_same_hash(quiz: Quiz) -> None:
    again = Quiz.objects.get(pk=quiz.pk)

    assert content_hash(compile_quiz(quiz)) == content_hash(compile_quiz(again))


@pytest.mark.parametrize("field", ["stem", "explanation"])
def test_every_word_counts_in_the_hash(quiz: Quiz, field: str) -> None:
    before = content_hash(compile_quiz(quiz))

    Question.objects.filter(key="question-1").update(**{field: "Other words"})

    assert content_hash(compile_quiz(Quiz.objects.get())) != before


def test_a_compiled_quiz_is_plain_json(quiz: Quiz) -> None:
    compiled = compile_quiz(quiz)

    assert json.loads(json.dumps(compiled)) == compiled
