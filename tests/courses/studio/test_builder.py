"""The course builder: add, name, move, copy and leave out the parts of a draft on one page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.arranging import items_of
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from cpd.audit.models import AuditEntry
from tests.factories import make_full_course, make_lesson, publish_course

Outline = list[tuple[str, list[str]]]


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


def outline(course: Course) -> Outline:
    modules = course.modules.order_by("position")
    return [(module.key, [item.key for item in items_of(module)]) for module in modules]


def act(author: Client, name: str, part: Any, **values: Any) -> Any:
    address = reverse(f"studio:{name}", args=[part._meta.model_name, part.pk])
    return author.post(address, values)


def lesson(course: Course, number: int = 1) -> Lesson:
    return Lesson.objects.get(module__course=course, key=f"lesson-{number}")


BESIDE_QUIZ = ("the-quiz", ["lesson-2", "final-quiz"])
START: Outline = [("the-ground", ["lesson-1", "lesson-2"]), ("the-quiz", ["final-quiz"])]


def test_the_page_shows_the_whole_outline_in_order(author: Client, course: Course) -> None:
    page = author.get(reverse("studio:contents", args=[course.pk])).content.decode()

    rows = [f'id="lesson-{lesson(course, number).pk}"' for number in (1, 2)]
    rows.append(f'id="quiz-{Quiz.objects.get().pk}"')
    assert outline(course) == START
    assert [page.index(row) for row in rows] == sorted(page.index(row) for row in rows)


@pytest.mark.parametrize(
    ("key", "direction", "expected"),
    [
        ("lesson-2", "up", [("the-ground", ["lesson-2", "lesson-1"]), START[1]]),
        ("lesson-1", "down", [("the-ground", ["lesson-2", "lesson-1"]), START[1]]),
        ("lesson-1", "up", START),
        (
            "lesson-2",
            "down",
            [("the-ground", ["lesson-1"]), ("the-quiz", ["lesson-2", "final-quiz"])],
        ),
    ],
)
def test_buttons_move_an_item_up_and_down_and_into_the_next_module(
    author: Client, course: Course, key: str, direction: str, expected: Outline
) -> None:
    act(author, "shift", Lesson.objects.get(key=key), direction=direction)

    assert outline(course) == expected


def test_a_quiz_moves_like_a_lesson(author: Client, course: Course) -> None:
    quiz = Quiz.objects.get()

    act(author, "shift", quiz, direction="up")
    act(author, "shift", quiz, direction="up")

    assert outline(course)[0] == ("the-ground", ["lesson-1", "final-quiz", "lesson-2"])


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("0", ["lesson-1", "final-quiz"]),
        ("1", ["final-quiz", "lesson-1"]),
        ("", ["final-quiz", "lesson-1"]),
        ("99", ["final-quiz", "lesson-1"]),
        ("-1", ["final-quiz"]),
        ("x", ["final-quiz"]),
    ],
)
def test_an_item_is_put_where_it_is_dropped(
    author: Client, course: Course, index: str, expected: list[str]
) -> None:
    target = course.modules.get(key="the-quiz")

    act(author, "place", lesson(course), module=target.pk, index=index)

    assert outline(course)[1] == ("the-quiz", expected)


def test_modules_move_too(author: Client, course: Course) -> None:
    second = course.modules.get(key="the-quiz")

    act(author, "shift", second, direction="up")
    assert [key for key, _ in outline(course)] == ["the-quiz", "the-ground"]

    act(author, "place", second, index="1")
    assert [key for key, _ in outline(course)] == ["the-ground", "the-quiz"]


def test_a_key_that_the_other_module_has_is_no_crash(author: Client, course: Course) -> None:
    first, target = lesson(course), course.modules.get(key="the-quiz")
    make_lesson(target, "lesson-1")

    response = act(author, "place", first, module=target.pk)
    page = author.get(response["Location"]).content.decode()

    assert "has a part with the same key" in page
    assert outline(course)[0] == START[0]


def test_nothing_goes_into_another_course(author: Client, course: Course) -> None:
    other = make_full_course("others")

    act(author, "place", lesson(course), module=other.modules.get(key="the-quiz").pk)

    assert outline(course) == START
    assert outline(other) == START


@pytest.mark.parametrize("name", ["rename", "shift", "place", "duplicate"])
def test_anothers_part_does_not_exist(author: Client, course: Course, name: str) -> None:
    other = make_full_course("others")

    for part in (other.modules.all()[0], lesson(other), Quiz.objects.get(module__course=other)):
        assert act(author, name, part, title="Mine", direction="up").status_code == 404
    question = reverse(f"studio:{name}", args=["question", course.questions.all()[0].pk])
    assert author.post(question, {"title": "x"}).status_code == 404


def test_a_part_gets_another_title(author: Client, course: Course, bob: User) -> None:
    act(author, "rename", lesson(course), title="  Nerves  ")

    renamed = lesson(course)
    assert (renamed.title, renamed.key) == ("Nerves", "lesson-1")
    assert renamed.latest_revision is not None
    assert renamed.latest_revision.user == bob


@pytest.mark.parametrize(
    ("title", "message"), [("", "Give it a title."), ("x" * 151, "150 characters at most")]
)
def test_a_title_that_cannot_be_is_refused(
    author: Client, course: Course, title: str, message: str
) -> None:
    before = lesson(course).title

    response = act(author, "rename", lesson(course), title=title)

    assert message in author.get(response["Location"]).content.decode()
    assert lesson(course).title == before


def test_adding_makes_the_part_and_opens_it(author: Client, course: Course) -> None:
    address = reverse("studio:add_part", args=[course.pk])
    author.post(address, {"kind": "module", "title": "Practice"})
    module = course.modules.get(key="practice")

    response = author.post(address, {"kind": "lesson", "title": "Hands on", "module": module.pk})
    author.post(address, {"kind": "quiz", "title": "Hands on", "module": module.pk})

    made = Lesson.objects.get(key="hands-on")
    assert response["Location"] == reverse("wagtailsnippets_lessons_lesson:edit", args=[made.pk])
    assert author.get(response["Location"]).status_code == 200
    assert outline(course)[2] == ("practice", ["hands-on", "hands-on-2"])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "lesson", "title": "A"}, "Choose a module of this course."),
        ({"kind": "lesson", "title": "A", "module": "0"}, "Choose a module of this course."),
        ({"kind": "course", "title": "A"}, "Choose a module, a lesson or a quiz."),
        ({"kind": "module", "title": " "}, "Give it a title."),
    ],
)
def test_what_cannot_be_added_is_said(
    author: Client, course: Course, values: dict[str, str], message: str
) -> None:
    response = author.post(reverse("studio:add_part", args=[course.pk]), values)

    assert message in author.get(response["Location"]).content.decode()
    assert outline(course) == START


def test_a_copy_stands_after_the_original_with_the_same_words(
    author: Client, course: Course
) -> None:
    act(author, "duplicate", lesson(course))

    assert outline(course)[0] == ("the-ground", ["lesson-1", "lesson-1-copy", "lesson-2"])
    first, copy, _ = compile_course(course).modules[0].items
    assert copy.content == {**first.content, "title": f"{first.content['title']} (copy)"}


def test_a_copied_module_holds_copies_and_a_copied_quiz_asks_the_same(
    author: Client, course: Course
) -> None:
    quiz_module = course.modules.get(key="the-quiz")

    act(author, "duplicate", quiz_module)

    assert outline(course)[2] == ("the-quiz-copy", ["final-quiz-2"])
    (first,), (copy,) = (part.items for part in compile_course(course).modules[1:])
    assert copy.content["questions"] == first.content["questions"]
    assert copy.place.public_id != first.place.public_id


def test_the_outline_says_what_is_new_changed_and_left_out(
    author: Client, course: Course, edition: Edition
) -> None:
    address = reverse("studio:contents", args=[course.pk])
    assert "changed since" not in author.get(address).content.decode()

    act(author, "rename", lesson(course, 1), title="Other words")
    act(author, "duplicate", lesson(course, 1))
    act(author, "retire_part", lesson(course, 2), wanted="out")

    page = author.get(address).content.decode()
    assert page.count("changed since edition 1") == 1
    assert page.count(">new<") == 1
    assert page.count(">left out<") == 1


def test_what_is_left_out_is_folded_away(author: Client, course: Course) -> None:
    address = reverse("studio:contents", args=[course.pk])
    act(author, "retire_part", lesson(course, 1), wanted="out")
    act(author, "retire_part", course.modules.get(key="the-quiz"), wanted="out")

    page = author.get(address).content.decode()

    part = page.index("1 left-out part<")
    [first, second] = [page.index(f'id="lesson-{lesson(course, number).pk}"') for number in (1, 2)]
    assert second < part < first
    assert "1 left-out module<" in page
    assert page.count("Title of a new lesson or quiz in") == 1
    assert page.count("data-builder-row ") == 1
    assert page.count("Take in again") == 2
    act(author, "retire_part", course.modules.get(key="the-quiz"), wanted="back")
    assert "left-out module" not in author.get(address).content.decode()


def test_parts_move_among_those_that_are_shown(author: Client, course: Course) -> None:
    ground = course.modules.get(key="the-ground")
    for key in ("lesson-3", "lesson-4"):
        make_lesson(ground, key, position=10 + int(key[-1]))
    act(author, "retire_part", lesson(course, 2), wanted="out")
    act(author, "retire_part", lesson(course, 3), wanted="out")

    act(author, "shift", lesson(course, 4), direction="up")
    assert outline(course)[0][1] == ["lesson-4", "lesson-1", "lesson-2", "lesson-3"]

    act(author, "shift", lesson(course, 1), direction="down")
    assert outline(course)[1][1] == ["lesson-1", "final-quiz"]

    act(author, "shift", lesson(course, 1), direction="up")
    assert outline(course)[0][1] == ["lesson-4", "lesson-1", "lesson-2", "lesson-3"]


def test_leaving_out_and_taking_in_again_say_who_did_it(
    author: Client, bob: User, course: Course
) -> None:
    part = lesson(course)

    act(author, "retire_part", part, wanted="out")
    act(author, "retire_part", part, wanted="back")

    entries = AuditEntry.objects.filter(thing=f"lesson {part.pk}").order_by("pk")
    assert [(entry.act, entry.actor) for entry in entries] == [
        ("part.left_out", bob),
        ("part.taken_in_again", bob),
    ]
    part.refresh_from_db()
    assert part.retired_at is None


def test_moving_is_published_and_keeps_what_learners_did(
    author: Client, course: Course, edition: Edition
) -> None:
    act(author, "shift", lesson(course, 2), direction="up")

    after = publish_course(course, Edition.ChangeClass.MINOR)

    assert [item.key for item in after.items.all()] == ["lesson-2", "lesson-1", "final-quiz"]
    assert {item.same_since for item in after.items.all()} == {1}


def test_restoring_an_old_revision_moves_nothing(author: Client, course: Course) -> None:
    first = lesson(course)
    first.save_revision()
    act(author, "rename", first, title="Newer")
    act(author, "place", first, module=course.modules.get(key="the-quiz").pk, index="0")
    act(author, "retire_part", first, wanted="out")
    old = Revision.objects.for_instance(first).order_by("pk")[0]
    address = reverse("wagtailsnippets_lessons_lesson:revisions_revert", args=[first.pk, old.pk])
    form = author.get(address).context["form"]
    assert "module" not in form.fields
    posted = {"title": "Older", "summary": "", "content_note": "", "key": "lesson-1"}
    minutes = {"reading_minutes": "9", "activity_minutes": "0", "video_minutes": "0"}

    response = author.post(
        reverse("wagtailsnippets_lessons_lesson:edit", args=[first.pk]),
        {**posted, **minutes, "body-count": "0", "revision": old.pk},
    )

    assert response.status_code == 302
    restored = lesson(course)
    assert restored.title == "Older"
    assert restored.module.key == "the-quiz"
    assert restored.retired_at is not None
