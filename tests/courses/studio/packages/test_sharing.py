"""What other courses use too stays as the site has it, and what differs is told."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from courses.catalogue.models import Author, Course
from courses.editions.compiling import compile_course
from courses.interchange.archive import write_package
from courses.lessons.models import Lesson, Reference, Term
from courses.quizzes.models import Question, Quiz
from cpd.media.models import CourseImage, Drawing
from tests.courses.studio.packages.parcels import TAKE, copy, download, take
from tests.factories import DRAWING, ask, make_full_course, make_image, make_reference, text

pytestmark = pytest.mark.django_db
LEFT = "was left as the library has it"


@pytest.fixture
def sharing(course: Course) -> Course:
    """A course with something of everything that courses share."""
    picture, source = make_image(), Reference.objects.get()
    picture.get_file_hash()
    CourseImage.objects.update(description="A hand.")
    term = Term.objects.create(key="vagus", name="Vagus", meaning="A nerve.")
    drawing = Drawing.objects.create(key="nerve", title="Ours", svg=DRAWING)
    words = {"title": "T", "alt": "a", "caption": "", "credit": "c"}
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [
        text("<p>One nerve.</p>"),
        {"type": "figure", "value": {**words, "image": picture.pk, "drawing": None}},
        {"type": "figure", "value": {**words, "image": None, "drawing": drawing.pk}},
        {"type": "glossary", "value": {"title": "Words", "terms": [term.pk]}},
        {"type": "evidence", "value": {"claim": "One nerve", "grade": "idea", "design": "trial",
                                       "references": [source.pk], "limits": ""}},
    ]  # fmt: skip
    lesson.save()
    common = Question.objects.create(key="common", stem="<p>Common?</p>", **ANSWERS)
    case = Question.objects.create(key="case", kind="vignette", stem="<p>Case.</p>")
    Question.objects.create(key="part", stem="<p>Part?</p>", vignette=case, **ANSWERS)
    for question in (common, case):
        question.refresh_from_db()
        ask(Quiz.objects.get(module__course=course), question)
    return course


def choice(words: str, *, is_right: bool) -> dict[str, Any]:
    value = {"text": words, "is_right": is_right, "weight": None, "feedback": "", "references": []}
    return {"type": "choice", "value": value}


ANSWERS: dict[str, Any] = {
    "choices": [choice("<p>a</p>", is_right=True), choice("<p>b</p>", is_right=False)]
}
CHANGES: list[tuple[Any, dict[str, str], str]] = [
    (Reference, {"title": "Mine", "doi": "10.1/x"}, "reference “Bonaz 2018: Mine” (title, DOI)"),
    (Term, {"meaning": "Mine.", "also": "vagal"}, "term “Vagus” (other forms, meaning)"),
    (Drawing, {"svg": DRAWING.replace("</svg>", "<g></g></svg>")}, "drawing “Ours” (SVG)"),
    (Author, {"role": "Mine", "biography": "a\nb"}, "author “Bob Hale” (role, biography)"),
    (CourseImage, {"description": "Mine"}, "picture “P” (description)"),
    (Question.objects.filter(key="common"), {"stem": "<p>Mine?</p>"}, "question “Common?”"),
    (Question.objects.filter(key="part"), {"stem": "<p>Mine?</p>"}, "question “Case.”"),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_what_others_use_stays_and_what_differs_is_told(
    author: Client, sharing: Course, number: int
) -> None:
    rows, values, told = CHANGES[number]
    rows = rows if hasattr(rows, "update") else rows.objects.all()
    files = download(author, sharing)
    rows.update(**values)
    before = list(rows.values())

    page = take(author, files, slug="taken").content.decode()

    assert list(rows.values()) == before
    assert LEFT in page
    assert f"{told}</li>" in page
    assert page.count("</li>", page.index(LEFT), page.index("</ul>", page.index(LEFT))) == 1


def test_nothing_is_told_where_nothing_differs(author: Client, sharing: Course) -> None:
    before = compile_course(sharing).hash

    taken = take(author, download(author, sharing), slug="taken").content.decode()
    copied = copy(author, sharing).content.decode()

    assert "is a new course" in taken
    assert "is a course of its own" in copied
    assert LEFT not in taken + copied
    assert Drawing.objects.get().title == "Ours"
    assert compile_course(Course.objects.get(slug="taken")).hash == before


def test_a_draft_that_is_replaced_changes_no_other_course(author: Client, sharing: Course) -> None:
    other = make_full_course("other")
    files = download(author, sharing)
    Reference.objects.update(title="As the site has it")
    before = compile_course(other).hash

    page = take(author, files, way="replace").content.decode()

    assert "has this draft now" in page
    assert "As the site has it" in page
    assert compile_course(other).hash == before


def test_what_the_site_lacks_is_added_without_a_word(author: Client, sharing: Course) -> None:
    files = download(author, sharing)
    Lesson.objects.filter(module__course=sharing).update(body=[])
    for model in (Term, Drawing):
        model.objects.all().delete()

    page = take(author, files, slug="taken").content.decode()

    assert (Term.objects.get().name, Drawing.objects.get().key) == ("Vagus", "nerve")
    assert LEFT not in page


def test_names_are_printed_as_text(author: Client, sharing: Course) -> None:
    files = download(author, sharing)
    Term.objects.update(name="<b>Vagus</b>")

    assert (
        "term “&lt;b&gt;Vagus&lt;/b&gt;” (term)" in take(author, files, slug="x").content.decode()
    )


def test_the_page_says_so_before(author: Client) -> None:
    assert "that the site has already stay as they are" in author.get(TAKE).content.decode()


def test_the_command_updates_what_courses_share(
    author: Client, sharing: Course, tmp_path: Path
) -> None:
    write_package(download(author, sharing), tmp_path / "in.zip")
    make_reference("another")
    Reference.objects.update(title="Mine")

    call_command("import_course", tmp_path / "in.zip", stdout=StringIO())

    titles = dict(Reference.objects.values_list("key", "title"))
    assert titles == {"bonaz-2018": "The vagus nerve", "another": "Mine"}
