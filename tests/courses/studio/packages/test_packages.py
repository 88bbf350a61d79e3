"""A course goes out as a package, comes in as one, and is copied, by whoever edits it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Author, Course
from courses.editions.compiling import compile_course
from courses.editions.publishing import publish
from courses.lessons.models import Lesson
from courses.quizzes.models import Question
from cpd.media.models import CourseDocument, CourseImage, Drawing
from tests.courses.studio.packages.parcels import TAKE, copy, download, take
from tests.factories import (
    DRAWING,
    MINOR,
    make_course,
    make_document,
    make_image,
    make_module,
    publish_course,
)
from tests.packages import COURSE, dump, package, swap

pytestmark = pytest.mark.django_db


def own_author() -> None:
    Author.objects.create(key="eve", name="Eve Lind", role="Therapist")


def test_what_goes_out_comes_in_as_the_same_edition(author: Client, course: Course) -> None:
    first = publish_course(course)

    take(author, download(author, course), slug="the-same")

    again = Course.objects.get(slug="the-same")
    assert publish(again, note="x", change_class=MINOR).content_hash == first.content_hash


def test_who_takes_a_course_in_edits_it(author: Client, bob: User) -> None:
    own_author()

    page = take(author, package())

    assert "is a new course: lessons 2, questions 1" in page.content.decode()
    assert list(Course.objects.get(slug="small-course").editors.all()) == [bob]


def test_a_claim_that_is_not_in_its_text_is_told_with_its_place(author: Client) -> None:
    own_author()

    page = take(author, swap("lessons/first.yaml", "claim: It reports", "claim: It never reports"))

    words = page.content.decode()
    assert "To mend before publishing" in words
    assert (
        "lessons/first.yaml:10: The text before does not hold “It never reports upwards”" in words
    )


def test_a_draft_is_replaced_only_where_that_was_chosen(author: Client, course: Course) -> None:
    own_author()
    files = package() | {"course.yaml": dump({**COURSE, "slug": course.slug})}

    refused = take(author, files)
    assert refused.status_code == 422
    assert "There is a course at “vagus-nerve” already" in refused.content.decode()
    take(author, files, way="replace")

    course.refresh_from_db()
    assert course.title == "A small course"
    assert Lesson.objects.filter(key="lesson-1", retired_at__isnull=False).exists()


def test_another_authors_course_is_not_replaced(author: Client) -> None:
    own_author()
    other = make_course("small-course")

    page = take(author, package(), way="replace")

    assert "Another author has the course “small-course”" in page.content.decode()
    other.refresh_from_db()
    assert other.title == "The vagus nerve"


def test_a_course_that_is_not_there_is_not_replaced(author: Client) -> None:
    page = take(author, package(), way="replace")

    assert "There is no course “small-course” to replace" in page.content.decode()


def test_who_may_not_add_authors_brings_none(author: Client, roles: dict[str, Group]) -> None:
    adding = Permission.objects.filter(codename__in=["add_author", "change_author"])
    roles["Author"].permissions.remove(*adding)

    assert "has no author “Eve Lind”" in take(author, package()).content.decode()
    assert not Author.objects.filter(name="Eve Lind").exists()


def test_an_author_changes_no_people_and_takes_no_front_place(
    author: Client, course: Course
) -> None:
    course.is_flagship = True
    course.save()
    files = package() | {"course.yaml": dump({**COURSE, "is_flagship": True})}

    Author.objects.create(key="eve", name="Eve Lind-Berg", role="Professor")
    take(author, files)

    made = Course.objects.get(slug="small-course")
    assert (made.is_flagship, made.author.name) == (False, "Eve Lind-Berg")
    course.refresh_from_db()
    assert course.is_flagship


def test_faults_are_told_with_file_and_line_and_nothing_is_written(author: Client) -> None:
    files = package() | {"lessons/first.yaml": b"title: <b>First</b>\nblocks: []\n"}

    page = take(author, files)

    assert page.status_code == 422
    assert "<code>lessons/first.yaml</code>, line" in page.content.decode()
    assert not Course.objects.filter(slug="small-course").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_refused(author: Client, content: bytes) -> None:
    data = {"file": SimpleUploadedFile("course.zip", content), "way": "new"}

    assert author.post(TAKE, data).status_code == 422


def test_a_copy_has_everything_of_the_draft_and_nothing_else(
    author: Client, course: Course, bob: User
) -> None:
    publish_course(course)
    address = reverse("studio:copy", args=[course.pk])
    offered = author.get(address).context["form"].initial

    author.post(address, {"title": "Another", "slug": offered["slug"]})

    made = Course.objects.get(slug="vagus-nerve-copy")
    hashes = [[item.hash for item in compile_course(row).items] for row in (course, made)]
    assert hashes[0] == hashes[1]
    assert (made.title, made.editions.count(), list(made.editors.all())) == ("Another", 0, [bob])
    assert Question.objects.filter(course=made).count() == 3
    publish_course(made)


@pytest.mark.parametrize("slug", ["vagus-nerve", "", "Not a slug", "../x"])
def test_a_copy_needs_an_address_of_its_own(author: Client, course: Course, slug: str) -> None:
    page = author.post(reverse("studio:copy", args=[course.pk]), {"title": "X", "slug": slug})

    assert page.status_code == 422
    assert 'value="X"' in page.content.decode()


def test_a_file_that_is_gone_is_named(author: Client, course: Course) -> None:
    row = make_document()
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [{"type": "file", "value": {"title": "F", "file": row.pk}}]
    lesson.save()
    row.file.storage.delete(row.file.name)

    page = author.get(reverse("studio:export", args=[course.pk]), follow=True)

    assert "No package can be made" in page.content.decode()
    form = {"title": "X", "slug": "x"}
    copied = author.post(reverse("studio:copy", args=[course.pk]), form)
    assert "No package can be made" in copied.content.decode()


GONE: list[tuple[str, str, type[Model]]] = [
    ("file", "the file of “Mine” in “Lesson 1”", CourseDocument),
    ("video", "the captions of “Mine” in “Lesson 1”", CourseDocument),
    ("image", "the picture of “Mine” in “Lesson 1”", CourseImage),
    ("drawing", "the picture of “Mine” in “Lesson 1”", Drawing),
]


@pytest.mark.parametrize(("kind", "told", "model"), GONE)
def test_what_is_in_the_library_no_more_is_named(
    author: Client, course: Course, kind: str, told: str, model: type[Model]
) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [_showing(kind)]
    lesson.save()
    model._default_manager.all().delete()

    page = author.get(reverse("studio:export", args=[course.pk]), follow=True).content.decode()

    assert "No package can be made" in page
    assert told in page
    assert told in copy(author, course).content.decode()


def test_a_picture_of_a_question_that_is_gone_is_named(author: Client, course: Course) -> None:
    shown = f'<embed embedtype="image" format="fullwidth" id="{make_image().pk}" alt="A hip"/>'
    question = Question.objects.get(course=course, key="question-1")
    question.stem = f"<p>Which?</p>{shown}"
    question.save()
    CourseImage.objects.all().delete()

    page = author.get(reverse("studio:export", args=[course.pk]), follow=True).content.decode()

    assert "No package can be made" in page
    assert "a picture in the question “Which?" in page


def _showing(kind: str) -> dict[str, Any]:
    if kind in {"file", "video"}:
        file = make_document().pk
        more = {"captions": file, "transcript": ""} if kind == "video" else {}
        return {"type": kind, "value": {"title": "Mine", "file": file, **more}}
    shown: dict[str, Any] = {
        "drawing": None,
        "image": None,
        "title": "Mine",
        "alt": "a",
        "credit": "c",
    }
    drawing = Drawing.objects.create(key="nerve", title="N", svg=DRAWING)
    shown[kind] = make_image().pk if kind == "image" else drawing.pk
    return {"type": "figure", "value": {**shown, "caption": ""}}


def test_an_unfinished_draft_is_copied_and_taken_in(author: Client, course: Course) -> None:
    Course.objects.filter(pk=course.pk).update(audience="", prerequisites="")
    make_module(course, "empty", position=9)

    copied = copy(author, course)
    taken = take(author, download(author, course), slug="taken")

    assert "“Copied” is a course of its own" in copied.content.decode()
    assert "is a new course" in taken.content.decode()
    for slug in ("copied", "taken"):
        assert Course.objects.get(slug=slug).modules.filter(key="empty").exists()


def test_another_authors_course_goes_nowhere(author: Client) -> None:
    other = make_course("other")
    for name in ("studio:export", "studio:copy"):
        assert author.get(reverse(name, args=[other.pk])).status_code == 404


def test_wagtails_copy_changes_no_original(author: Client, course: Course) -> None:
    question = Question.objects.filter(course=course).first()
    assert question is not None

    copy = reverse("wagtailsnippets_quizzes_question:copy", args=[question.pk])

    assert author.post(copy, {"key": "stolen"}).status_code == 405


def test_lists_are_filtered_by_own_courses_only(author: Client, course: Course) -> None:
    make_course("other", title="Somebody else’s")
    for model in ("courses_module", "lessons_lesson", "quizzes_quiz"):
        page = author.get(reverse(f"wagtailsnippets_{model}:list")).content.decode()
        assert "The vagus nerve" in page
        assert "Somebody else’s" not in page
