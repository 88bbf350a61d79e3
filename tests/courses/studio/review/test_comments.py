"""Comments in the studio: where they stand, who may say what, and hostile words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import commenting
from courses.editions.models import Comment
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from tests.factories import make_full_course, make_user

HOSTILE = '<script>alert(1)</script>\n<img src=x onerror="alert(2)"> & more'


@pytest.fixture
def reviewer(dan: User, sign_in: Any) -> Client:
    """Dan at his desk."""
    client: Client = sign_in(dan)
    return client


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his."""
    client: Client = sign_in(bob)
    return client


@pytest.fixture
def lesson(course: Course) -> Lesson:
    """The first lesson: heading, text with its evidence note, references."""
    return Lesson.objects.get(module__course=course, key="lesson-1")


def block_of(lesson: Lesson, kind: str) -> str:
    """Return the id of the first block of a kind."""
    return next(str(block.id) for block in lesson.body if block.block_type == kind)


def say(client: Client, course: Course, **data: Any) -> Any:
    values = {"text": "Which fibres?", **data}
    return client.post(reverse("review:say", args=[course.pk]), values)


def read(client: Client, part: Lesson | Quiz) -> str:
    address = reverse("review:read_part", args=[part.course.pk, part._meta.model_name, part.pk])
    page: str = client.get(address).content.decode()
    return page


def test_the_reading_page_leads_to_the_forms(
    reviewer: Client, author: Client, lesson: Lesson
) -> None:
    block = block_of(lesson, "text")
    say(reviewer, lesson.course, kind="lesson", part=lesson.pk, block=block)
    quiz = Quiz.objects.get(module__course=lesson.course)

    page, form = (
        read(author, lesson),
        reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk]),
    )

    assert f'<a href="{form}">Edit this lesson</a>' in page
    assert f'<a href="{form}#block-{block}-section">Edit this block</a>' in page
    edit = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    assert f'<a href="{edit}">Edit this quiz</a>' in read(author, quiz)


@pytest.mark.parametrize("kind", ["heading", "text", "evidence", "references"])
def test_a_comment_stands_at_its_block(reviewer: Client, lesson: Lesson, kind: str) -> None:
    block = block_of(lesson, kind)

    answer = say(reviewer, lesson.course, kind="lesson", part=lesson.pk, block=block)

    thread = Comment.objects.get()
    assert (thread.block_id, thread.lesson) == (block, lesson)
    assert thread.quote
    assert answer["Location"].endswith(f"/lesson/{lesson.pk}/#comment-{thread.pk}")
    page = read(reviewer, lesson)
    spot = page.index(f'value="{block}"')
    assert 0 < spot - page.index(f'id="comment-{thread.pk}"') < 3000


def test_a_comment_is_printed_as_typed(reviewer: Client, lesson: Lesson) -> None:
    say(reviewer, lesson.course, kind="lesson", part=lesson.pk, text=HOSTILE)

    page = read(reviewer, lesson)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "onerror=&quot;alert(2)&quot;" in page


def test_a_comment_outlives_its_block_and_fits_again(reviewer: Client, lesson: Lesson) -> None:
    block = block_of(lesson, "text")
    say(reviewer, lesson.course, kind="lesson", part=lesson.pk, block=block)
    before = lesson.body.get_prep_value()
    lesson.body = [{"type": "heading", "value": "Only this"}]
    lesson.save()

    gone = read(reviewer, lesson)
    lesson.body = before
    lesson.save()
    back = read(reviewer, lesson)

    assert "About blocks that are no longer here" in gone
    assert "About 80% of the fibres report upwards." in gone
    assert "About blocks that are no longer here" not in back
    assert "Which fibres?" in back


def test_questions_and_the_course_are_commented_on(
    reviewer: Client, author: Client, course: Course
) -> None:
    quiz, question = Quiz.objects.get(), Question.objects.get(kind="single")
    say(reviewer, course, kind="question", part=question.pk, quiz=quiz.pk, text="Too easy.")
    say(reviewer, course, kind="course", text="A fine outline.")

    assert "Too easy." in read(author, quiz)
    page = author.get(reverse("review:read", args=[course.pk])).content.decode()
    assert "A fine outline." in page
    assert "1 open comment" in page
    outline = author.get(reverse("studio:contents", args=[course.pk])).content.decode()
    assert "1 open comment" in outline


def test_authors_answer_resolve_and_reopen(author: Client, dan: User, lesson: Lesson) -> None:
    thread = commenting.comment(lesson.course, text="Which?", by=dan, at=lesson)
    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])

    author.post(reverse("review:reply", args=[thread.pk]), {"text": "These."})
    assert "These." in author.get(address).content.decode()
    back = author.post(reverse("review:resolve", args=[thread.pk]), {"next": address})
    assert back["Location"] == address
    page = author.post(reverse("review:resolve", args=[thread.pk]), follow=True)
    assert "resolved already" in page.content.decode()
    author.post(reverse("review:reopen", args=[thread.pk]))

    thread.refresh_from_db()
    assert not thread.is_resolved


def test_the_form_lists_open_comments_with_a_link_to_the_block(
    reviewer: Client, author: Client, lesson: Lesson
) -> None:
    block = block_of(lesson, "text")
    say(reviewer, lesson.course, kind="lesson", part=lesson.pk, block=block, text="Why 80?")
    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])

    page = author.get(address).content.decode()

    assert "Why 80?" in page
    assert f'href="{address}#block-{block}-section"' in page
    for name in ("reply", "resolve"):
        assert reverse(f"review:{name}", args=[Comment.objects.get().pk]) in page


@pytest.mark.parametrize("kind", ["course", "quiz", "question"])
def test_other_forms_list_comments_too(
    kind: str, author: Client, dan: User, course: Course
) -> None:
    quiz, question = Quiz.objects.get(), Question.objects.get(kind="single")
    part, at = {
        "course": (course, None),
        "quiz": (quiz, quiz),
        "question": (question, question),
    }[kind]
    commenting.comment(course, text="Look here.", by=dan, at=at)
    name = f"wagtailsnippets_{part._meta.app_label}_{part._meta.model_name}:edit"

    assert "Look here." in author.get(reverse(name, args=[part.pk])).content.decode()


def test_foreign_comments_do_not_exist(dan: User, lesson: Lesson, roles: Any, sign_in: Any) -> None:
    thread = commenting.comment(lesson.course, text="Which?", by=dan, at=lesson)
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    client = sign_in(eve)

    for name in ("reply", "resolve", "reopen"):
        address = reverse(f"review:{name}", args=[thread.pk])
        assert client.post(address, {"text": "Mine."}).status_code == 404
    assert client.get(reverse("review:comment", args=[thread.pk])).status_code == 404
    assert say(client, lesson.course).status_code == 404
    assert Comment.objects.count() == 1


def test_a_comment_stays_within_its_course(
    reviewer: Client, author: Client, course: Course, lesson: Lesson
) -> None:
    other = make_full_course("other")
    foreign = Lesson.objects.get(module__course=other, key="lesson-1")
    question = Question.objects.filter(course=other)[0]

    for data in (
        {"kind": "lesson", "part": foreign.pk},
        {
            "kind": "question",
            "part": question.pk,
            "quiz": Quiz.objects.get(module__course=course).pk,
        },
        {"kind": "lesson", "part": lesson.pk, "block": block_of(foreign, "text")},
        {"kind": "lesson", "part": "1 or 1=1"},
        {"kind": "user", "part": "1"},
    ):
        assert say(reviewer, course, **data).status_code == 404, data
    assert not Comment.objects.exists()


def test_bad_input_keeps_what_was_typed(reviewer: Client, lesson: Lesson) -> None:
    long = "x" * 4001

    page = say(reviewer, lesson.course, kind="lesson", part=lesson.pk, text=long)

    assert page.status_code == 422
    assert long in page.content.decode()
    assert f'name="part" value="{lesson.pk}"' in page.content.decode()
    assert say(reviewer, lesson.course, text="  ").status_code == 422


def test_the_way_back_leads_to_no_other_site(author: Client, dan: User, lesson: Lesson) -> None:
    thread = commenting.comment(lesson.course, text="Which?", by=dan, at=lesson)
    address = reverse("review:reopen", args=[thread.pk])

    for wanted in ("https://evil.example/cms/", "//evil.example/", "/cms/../\\evil.example"):
        answer = author.post(address, {"next": wanted})
        assert "evil" not in answer["Location"] or answer["Location"].startswith("/cms/")
