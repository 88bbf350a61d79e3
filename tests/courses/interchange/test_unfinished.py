"""A draft comes back from its package as the studio saved it, however unfinished it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import BooleanField, Field, Model
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.fields import StreamField

from courses.catalogue.models import Author, Course, Module
from courses.editions.compiling import compile_course
from courses.interchange.exporting import export_course
from courses.interchange.importing import import_files
from courses.interchange.located import Problems, Reader, load, one_line
from courses.interchange.parsing import read_references
from courses.interchange.writing import dump
from courses.lessons.models import Lesson, Reference, Term
from courses.quizzes.models import Question, Quiz
from cpd.media.models import CourseImage
from tests.factories import (
    make_course,
    make_document,
    make_image,
    make_lesson,
    make_module,
    make_question,
    make_quiz,
    make_reference,
    text,
)

pytestmark = pytest.mark.django_db
ANSWERED_WITH = {"choices", "pairs", "items", "numbers", "texts", "course", "vignette"}
MODELS = (Course, Module, Lesson, Quiz, Question, Reference, Author, Term, CourseImage)


def optional() -> list[Any]:
    """Return every field that a form lets stand empty."""
    fields = [field for model in MODELS for field in model._meta.concrete_fields]
    wanted = [
        field
        for field in fields
        if field.blank and field.editable and field.name not in ANSWERED_WITH
        if not field.primary_key and not isinstance(field, BooleanField)
    ]
    return [pytest.param(field, id=f"{field.model.__name__}.{field.name}") for field in wanted]


def nothing_of(field: "Field[Any, Any]") -> Any:
    if isinstance(field, StreamField):
        return []
    return None if field.null else ""


@pytest.fixture
def course() -> Course:
    """A course with something in everything that may be empty."""
    cover = make_image()
    cover.description, cover.credit, cover.text_in_it = "A nerve.", "Us", "no"
    cover.save()
    source = make_reference(doi="10.3389/fnins.2018.00049", url="https://example.org/a")
    term = Term.objects.create(key="vagus", name="Vagus", also="vagal", meaning="A nerve.")
    course = make_course(
        audience="Therapists.", prerequisites="None.", description="Words.", cover_image=cover
    )
    Author.objects.update(biography="She writes.")
    figure = {"drawing": None, "title": "T", "alt": "", "caption": "", "credit": ""}
    module = make_module(course)
    make_lesson(module, "the-wiring", summary="S.", content_note="N.", body=[
        text("<p>One nerve.</p>"),
        {"type": "figure", "value": {**figure, "image": cover.pk}},
        {"type": "glossary", "value": {"title": "Words", "terms": [term.pk]}},
        {"type": "check", "value": {"question": "Q?", "choices": [
            {"text": "a", "is_right": True, "feedback": "f", "references": [source.pk]},
            {"text": "b", "is_right": False, "feedback": "f", "references": []}]}},
    ])  # fmt: skip
    quiz = make_quiz(module, introduction="I.", attempt_limit=3, time_limit_minutes=9)
    make_question(quiz, "q1", explanation="<p>So.</p>", difficulty="hard", unit="cm",
                  references=[{"type": "reference", "value": source.pk}])  # fmt: skip
    return course


def comes_back(course: Course) -> Course:
    """Return the course as it came back; it is the same edition."""
    course.refresh_from_db()
    before = compile_course(course).hash
    files = export_course(course)
    Course.objects.filter(pk=course.pk).update(slug="old")
    again = import_files(files).course
    assert again.pk != course.pk
    assert compile_course(again).hash == before
    assert export_course(again) == files
    return again


@pytest.mark.parametrize("field", optional())
def test_every_optional_field_may_be_empty(course: Course, field: "Field[Any, Any]") -> None:
    model: type[Model] = field.model
    for row in model._default_manager.all():
        setattr(row, field.name, nothing_of(field))
        row.save()

    comes_back(course)


def body(*blocks: dict[str, Any]) -> Callable[[Course], None]:
    def change(course: Course) -> None:
        lesson = Lesson.objects.get(module__course=course)
        lesson.body = list(blocks)
        lesson.save()

    return change


def all_of(model: type[Model], **values: Any) -> Callable[[Course], None]:
    def change(_: Course) -> None:
        model._default_manager.update(**values)

    return change


def figure(**values: Any) -> Callable[[Course], None]:
    def change(course: Course) -> None:
        words = {"title": "T", "alt": "", "caption": "", "credit": ""}
        shown = {"drawing": None, "image": CourseImage.objects.get().pk}
        body({"type": "figure", "value": {**words, **shown, **values}})(course)

    return change


def without_modules(course: Course) -> None:
    Question.objects.update(retired_at=course.created_at)
    course.modules.update(retired_at=course.created_at)


def case_without_questions(course: Course) -> None:
    quiz = Quiz.objects.get()
    case = Question.objects.create(course=course, key="case", kind="vignette", stem="<p>A</p>")
    quiz.entries.append(("question", case))
    quiz.save()


def empty_module(course: Course) -> None:
    make_module(course, "more")


def empty_quiz(course: Course) -> None:
    make_quiz(course.modules.get(), "more")


def gone_term(course: Course) -> None:
    Term.objects.all().delete()


EVIDENCE = {"grade": "supported", "design": "trial", "references": [], "limits": ""}
LOOSE = {"type": "evidence", "value": {**EVIDENCE, "claim": "Two nerves"}}
SPACED = "An  odd\u00a0title"

UNFINISHED: dict[str, Callable[[Course], None]] = {
    "a course without modules": without_modules,
    "an empty module": empty_module,
    "an empty lesson": body(),
    "an empty quiz": empty_quiz,
    "a case without questions": case_without_questions,
    "a glossary whose term is gone": gone_term,
    "lists with nothing in them": body(
        {"type": "key_points", "value": []}, {"type": "accordion", "value": []}
    ),
    "a claim that no text holds": body(text("<p>One nerve.</p>"), LOOSE),
    "a figure without words of its own or the picture's": all_of(
        CourseImage, description="", credit=""
    ),
    "an address without encryption": all_of(Reference, url="http://example.org/a"),
    "an address in capitals": all_of(Reference, url="HTTPS://example.org/a"),
    "a slug with capitals": all_of(Course, slug="Vagus_Nerve"),
    "a lesson and a quiz of one key": all_of(Quiz, key="the-wiring"),
    "an outcome of many words": all_of(Course, outcomes="Tell " + "more " * 300 + "of it."),
    "several lines": body({"type": "reflection", "value": {"prompt": "One?\nTwo?", "help": ""}}),
    "lines as a browser sends them": body(
        {"type": "reflection", "value": {"prompt": "One?\r\n\r\n  Two?", "help": ""}}
    ),
    "several lines of alternative text": figure(alt="A nerve.\n\n- It leads up."),
    "a long biography of several lines": all_of(Author, biography="She writes.\n\n" + "a " * 3000
                                                + "b"),
    "bold words with a space inside": body(text("<p>see <b>bold </b>words<i> in</i> it</p>")),
    "odd spaces in a title": all_of(Lesson, title=SPACED),
    "odd spaces in a course": all_of(Course, title=SPACED, summary=SPACED, audience=SPACED),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFINISHED)
def test_an_unfinished_draft_comes_back(course: Course, name: str) -> None:
    UNFINISHED[name](course)

    comes_back(course)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.org", "example.org", "data:,x"])
def test_an_address_that_no_form_would_take_is_refused(url: str) -> None:
    problems = Problems()
    source = {"authors": "A", "title": "T", "source": "S", "year": 2020, "design": "trial"}
    content = load(dump({"a": {**source, "url": url}}), file="f", problems=problems)

    read_references(Reader(content, file="f", problems=problems))

    assert "An address begins with https:// or http://." in str(problems.found)


WRITTEN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(words=WRITTEN.map(str.strip))
def test_plain_texts_come_back_from_yaml(words: str) -> None:
    problems = Problems()
    content = load(dump({"a": words, "b": words}), file="f", problems=problems)
    reader = Reader(content, file="f", problems=problems)

    assert reader.prose_of("a", is_optional=True) == words
    assert reader.line_of("b", is_optional=True, longest=10**6) == one_line(words)
    assert problems.found == []


def test_a_file_stays_in_a_lesson_that_lacks_everything_else(course: Course) -> None:
    row = make_document()
    body({"type": "file", "value": {"title": "F", "file": row.pk}})(course)

    assert comes_back(course).modules.get().lessons.get().body[0].value["file"] == row
