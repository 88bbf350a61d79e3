"""Quizzes and banks go out in a package and come back the same, with every kind of question."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.interchange.bank.taking import take_in
from courses.interchange.exporting import export_course
from courses.interchange.importing import import_files
from courses.interchange.located import PackageRefused
from courses.interchange.questions.form import ReadQuestion
from courses.quizzes.compiling import compile_question, compile_quiz
from courses.quizzes.models import Question, Quiz
from tests.courses.interchange.bank.test_round_trips import detailed
from tests.courses.interchange.questions.making import vignettes
from tests.factories import (
    ask,
    make_course,
    make_image,
    make_lesson,
    make_module,
    make_quiz,
    make_reference,
    text,
)
from tests.packages import COURSE, QUIZ, Files, dump, package
from tests.packages import QUIZ as OLD

pytestmark = pytest.mark.django_db
MARKED = "<p>Which <b>way</b>? <code>a*b</code></p>"
HOOK = {"type": "choice", "value": {
    "text": "<p>H<sub>2</sub>O <i>only</i></p>", "is_right": True, "weight": None,
    "feedback": '<p><a href="https://e.org/a_b">Yes</a></p>', "references": [],
}}  # fmt: skip


def choice(words: str, *, is_right: bool = False, **more: Any) -> dict[str, Any]:
    value = {"text": f"<p>{words}</p>", "is_right": is_right, "weight": None, "feedback": "",
             "references": [make_reference().pk], **more}  # fmt: skip
    return {"type": "choice", "value": value}


def every_kind() -> dict[str, dict[str, Any]]:
    image = make_image()
    image.get_file_hash()
    shown = f'<embed embedtype="image" format="fullwidth" id="{image.pk}" alt="A [hip] * joint"/>'
    other = {"weight": None, "feedback": ""}
    return {
        "single": {"stem": f"{MARKED}{shown}", "choices": [HOOK, choice("No", weight="33.33333")],
                   "shuffle": "keep-last"},
        "multiple": {"choices": [choice("a", is_right=True, weight=60),
                                 choice("b", is_right=True, weight=40), choice("c")],
                     "rule": "per-choice", "points": "2.5"},
        "true-false": {"choices": [choice("True", is_right=True), choice("False")]},
        "matching": {"pairs": [{"type": "pair", "value": {"left": "<p>a</p>", "right": shown}},
                               {"type": "pair", "value": {"left": "<p>b</p>", "right": "<p>y</p>"}},
                               {"type": "extra", "value": "<p>z</p>"}]},
        "ordering": {"items": [{"type": "item", "value": f"<p>{one}</p>"} for one in "xyz"],
                     "rule": "adjacent"},
        "numeric": {"numbers": [{"type": "number", "value": {"value": "0.1", "tolerance": "0.05",
                                                             **other}},
                                {"type": "number", "value": {
                                    "value": None, "tolerance": None, "weight": "0",
                                    "feedback": "<p>no</p>"}}],
                    "unit": "mmHg"},
        "text": {"texts": [{"type": "text", "value": {"text": "a*", **other}}],
                 "is_case_sensitive": True, "is_accent_sensitive": True},
        "vignette": {"stem": "<p>A case.</p><p>[[1]]</p><ul><li>one</li><li>two</li></ul>"},
    }  # fmt: skip


@pytest.fixture
def course() -> Course:
    """A course whose quiz asks a question of every kind, and draws from the rest of the bank."""
    course = make_course()
    module = make_module(course)
    make_lesson(module)
    rules: dict[str, Any] = {"mode": "each", "release": "passed", "cool_down_minutes": 60,
             "time_limit_minutes": 30, "shuffles_questions": True, "attempt_limit": 3}  # fmt: skip
    quiz = make_quiz(make_module(course, "the-quiz", position=1), **rules)
    kinds = every_kind()
    for kind, values in kinds.items():
        ask(quiz, add(course, kind, values))
    add(course, "text", kinds["text"], key="part", stem="<p>And?</p>",
        vignette=course.questions.get(kind="vignette"))  # fmt: skip
    add(None, "ordering", kinds["ordering"], key="common", quiz=quiz)
    for number, name in enumerate(("zeta", "alpha", "mu")):
        spare = add(course, "numeric", kinds["numeric"], key=name, stem=f"<p>Q{number}</p>",
                    difficulty="hard")  # fmt: skip
        spare.tags.add("vagus", "Second tag")
    quiz.entries.append(("draw", {"count": 2, "tag": "Vagus", "difficulty": "hard",
                                  "prefers_unseen": False}))  # fmt: skip
    quiz.entries.append(("question", course.questions.get(kind="single")))
    quiz.save()
    return course


def add(
    bank: Course | None, kind: str, values: dict[str, Any], *, quiz: Quiz | None = None, **more: Any
) -> Question:
    defaults = {"key": f"a-{kind}", "stem": f"<p>A {kind} question?</p>", "explanation": MARKED}
    question = Question.objects.create(course=bank, kind=kind, **{**defaults, **values, **more})
    question.refresh_from_db()
    if quiz:
        ask(quiz, question)
    return question


def elsewhere(course: Course) -> Course:
    """Return the course as another site has it after an export."""
    files = export_course(course)
    Course.objects.filter(pk=course.pk).update(slug="old")
    return import_files(files).course


def test_a_course_with_every_kind_and_draws_has_the_same_hash_elsewhere(course: Course) -> None:
    before = compile_course(course).hash

    again = elsewhere(course)

    assert again.pk != course.pk
    assert compile_course(again).hash == before


def test_it_goes_out_the_same_a_second_time(course: Course) -> None:
    first = export_course(course)

    assert export_course(elsewhere(course)) == first


def test_questions_that_no_quiz_names_stand_in_the_bank(course: Course) -> None:
    bank = export_course(course)["bank.yaml"].decode()

    assert [line for line in bank.splitlines() if line.startswith("- key")] == [
        "- key: alpha", "- key: mu", "- key: zeta",
    ]  # fmt: skip
    assert "key: a-single" not in bank


def test_tags_and_difficulty_come_along(course: Course) -> None:
    spare = elsewhere(course).questions.get(key="mu")

    assert (set(spare.tags.names()), spare.difficulty) == ({"vagus", "Second tag"}, "hard")


def test_a_shared_question_that_is_there_is_left_as_it_is(course: Course) -> None:
    files = export_course(course)
    Question.objects.filter(key="common").update(explanation="<p>Mine.</p>")

    import_files(files)

    assert Question.objects.get(key="common").explanation == "<p>Mine.</p>"


def test_what_a_package_lacks_of_the_bank_is_left_out(course: Course) -> None:
    files = export_course(course)
    extra = add(course, "text", every_kind()["text"], key="extra")

    import_files(files)

    extra.refresh_from_db()
    assert extra.retired_at is not None
    assert course.questions.get(key="part").retired_at is None


def test_a_package_of_old_reads_to_the_same_content() -> None:
    stem = "Is 2 * 3 < 7 & _so_?  [Really](no)"
    old = {**OLD["questions"][0], "stem": stem, "explanation": "1. It *is*."}  # type: ignore[index]

    course = import_files(package(quizzes__final_yaml=dump({**OLD, "questions": [old]}))).course

    content = compile_quiz(Quiz.objects.get())["questions"][0]
    assert content["stem"] == "Is 2 * 3 < 7 & _so_? [Really](no)"
    assert content["explanation"] == "1. It *is*."
    assert not [name for name in content if name.endswith("_html")]
    assert compile_course(elsewhere(course)).hash == compile_course(course).hash


def test_a_missing_file_is_a_clear_error(course: Course, tmp_path: Any) -> None:
    image = make_image("red")
    name = image.file.name
    make_lesson(course.modules.get(key="the-ground"), "second", body=[text("<p>x</p>"), {
        "type": "figure", "value": {"image": image.pk, "drawing": None, "title": "", "alt": "a",
                                    "caption": "", "credit": ""}}])  # fmt: skip
    default_storage.delete(name)

    with pytest.raises(CommandError) as refused:
        call_command("export_course", course.slug, str(tmp_path / "a.zip"))

    assert name in str(refused.value)
    assert not (tmp_path / "a.zip").exists()


TWO = dump({**COURSE, "format": 2})


def with_quiz(*questions: Any, **changed: bytes) -> Files:
    return package(course_yaml=TWO, quizzes__final_yaml=dump({**QUIZ, "questions": questions}),
                   **changed)  # fmt: skip


def question(**values: Any) -> dict[str, Any]:
    return {"key": "q", "kind": "numeric", "stem": "How many?", "numbers": [{"value": 7}], **values}


CASE = {"key": "v", "kind": "vignette", "stem": "Case", "questions": [question()]}
FAULTS = [
    (with_quiz(question(numbers=[])), "final.yaml:9:", "at least 1"),
    (with_quiz(question(numbers=[{"value": "seven"}])), "final.yaml:", "must be a number"),
    (with_quiz(question(numbers=[{"value": 7, "weight": 50}])), "final.yaml:9:", "all the points"),
    (with_quiz(question(stem="![x](media/none.png)")), "final.yaml:8:", "not among"),
    (with_quiz(question(points=0)), "final.yaml:", "from 0.01"),
    (with_quiz(question(points=1.234)), "final.yaml:", "two places"),
    (with_quiz(question(colour="red")), "final.yaml:", "not known here"),
    (with_quiz(question(shuffle="maybe")), "final.yaml:", "must be one of"),
    (with_quiz(question(tags="one")), "final.yaml:", "must be a list"),
    (with_quiz({"ask": "none"}), "final.yaml:6:", "no question “none” to ask"),
    (with_quiz({"draw": 0}), "final.yaml:", "from 1 to 100"),
    (with_quiz({"draw": 2, "difficulty": "mean"}), "final.yaml:", "must be one of"),
    (with_quiz(question(), question()), "final.yaml:11:", "“q” is used at quizzes/final.yaml:6"),
    (with_quiz(question(), bank_yaml=dump({"questions": [question()]})), "bank.yaml:2:",
     "“q” is used at quizzes/final.yaml:6"),
    (with_quiz(CASE, question()), "final.yaml:15:", "“q” is used at quizzes/final.yaml:10"),
    (with_quiz({"ask": "q"}, question()), "final.yaml:7:", "asked at quizzes/final.yaml:6"),
    (with_quiz(question(kind="matching", numbers=None)), "final.yaml:", "“pairs” is missing"),
    (with_quiz({"key": "q", "kind": "ordering", "stem": "Q", "items": ["a", "a"]}), "final.yaml:9:",
     "same text"),
    (with_quiz({"key": "v", "kind": "vignette", "stem": "Case", "questions": [
        {"key": "w", "kind": "vignette", "stem": "x", "questions": [question()]}]}),
     "final.yaml:", "no other case"),
    (package(course_yaml=TWO, quizzes__final_yaml=dump({**QUIZ, "mode": "now"})), "final.yaml:",
     "must be one of"),
    (package(course_yaml=TWO, quizzes__final_yaml=dump({**QUIZ, "time_limit_minutes": 0})),
     "final.yaml:", "from 1 to 1,440"),
    (package(quizzes__final_yaml=dump({**QUIZ, "mode": "each"})), "final.yaml:", "not known"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "where", "reason"), FAULTS)
def test_a_fault_is_told_where_it_stands(files: Files, where: str, reason: str) -> None:
    with pytest.raises(PackageRefused) as refusal:
        import_files(files)

    told = [str(problem) for problem in refusal.value.problems]
    assert [line for line in told if where in line and reason in line], told


@settings(
    derandomize=True, max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(read=detailed() | vignettes())
def test_any_question_comes_back_from_a_package(read: ReadQuestion) -> None:
    with transaction.atomic():
        course = make_course()
        make_lesson(make_module(course))
        (before,) = take_in([read], bank=course, source="x")
        before.refresh_from_db()
        content = compile_question(before)

        after = elsewhere(course).questions.get(key=before.key)

        assert compile_question(after) == content
        assert after.fingerprint == before.fingerprint
        transaction.set_rollback(True)
