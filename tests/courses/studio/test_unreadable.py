"""What no browser sends: a studio form or address that cannot be read is refused, and nothing
changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from cpd.unreadable import UnreadableMiddleware
from tests.courses.studio.question_forms import draw, posted, posted_quiz
from tests.courses.studio.test_drafts import fields
from tests.factories import make_image
from tests.reviewing import make_admin

Posted = dict[str, Any]
HUGE = "9" * 5000


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    client.raise_request_exception = False
    return client


def lesson_form(lesson: Lesson) -> Posted:
    """Return the whole form of a lesson with one heading."""
    form = {
        "title": lesson.title,
        "summary": lesson.summary,
        "content_note": "",
        "body": streamfield([("heading", "Many routes")]),
        "reading_minutes": "20",
        "activity_minutes": "0",
        "video_minutes": "0",
        "module": lesson.module_id,
        "key": lesson.key,
    }
    return dict(nested_form_data(form))


def of_lesson(course: Course) -> tuple[str, Posted, str]:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    address = reverse("wagtailsnippets_lessons_lesson:edit", args=[lesson.pk])
    return address, lesson_form(lesson), "body"


def of_quiz(course: Course) -> tuple[str, Posted, str]:
    quiz = Quiz.objects.get(module__course=course)
    address = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    return address, posted_quiz(quiz, draw(2)), "entries"


def of_question(course: Course) -> tuple[str, Posted, str]:
    question = course.questions.get(key="question-1")
    address = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    return address, posted("single", course=course.pk), "choices"


def of_survey(course: Course) -> tuple[str, Posted, str]:
    address = reverse("wagtailsnippets_courses_course:edit", args=[course.pk])
    form = {**fields(), "slug": course.slug, "title": course.title}
    kind = next(iter(Course._meta.get_field("survey").stream_block.child_blocks))  # type: ignore[union-attr]
    survey = {"survey-0-deleted": "", "survey-0-order": "0", "survey-0-type": kind}
    return address, {**form, "survey-count": "1", **survey}, "survey"


STREAMS: list[Callable[[Course], tuple[str, Posted, str]]] = [
    of_lesson,
    of_quiz,
    of_question,
    of_survey,
]
BROKEN: dict[str, Posted] = {
    "count of letters": {"count": "abc"},
    "empty count": {"count": ""},
    "no count": {"count": None},
    "huge count": {"count": "1000000000"},
    "count of 5,000 figures": {"count": HUGE},
    "no type": {"0-type": None},
    "no order": {"0-order": None},
    "order of letters": {"0-order": "first"},
    "no deleted": {"0-deleted": None},
    "a null character": {"0-type": "\x00heading"},
}
HARMLESS = {"a null character"}  # is dropped, and what is left is read


def broken(form: Posted, prefix: str, changes: Posted) -> Posted:
    """Return a form with fields of its blocks changed, or left out."""
    changed = {**form, **{f"{prefix}-{name}": value for name, value in changes.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def drafts() -> list[Any]:
    """Return what is written in every draft."""
    models: tuple[Any, ...] = (Course, Lesson, Quiz, Question)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("of", STREAMS, ids=lambda of: of.__name__)
def test_blocks_that_cannot_be_read_are_refused_and_change_nothing(
    of: Any, author: Client, course: Course
) -> None:
    address, form, prefix = of(course)
    before = drafts()

    for name, changes in BROKEN.items():
        answer = author.post(address, broken(form, prefix, changes))
        if name not in HARMLESS:
            assert answer.status_code == 400, name
            assert "could not read" in answer.content.decode()
            assert drafts() == before, name
        assert answer.status_code < 500, name


@pytest.mark.parametrize("of", STREAMS, ids=lambda of: of.__name__)
def test_a_preview_of_unreadable_blocks_is_refused(of: Any, author: Client, course: Course) -> None:
    address, form, prefix = of(course)
    preview = address.replace("/edit/", "/preview/")

    assert author.post(preview, broken(form, prefix, {"count": "abc"})).status_code == 400
    assert author.post(preview, broken(form, prefix, {"0-order": None})).status_code == 400


@pytest.mark.parametrize("sent", ["abc", "[]", "{", '{"blocks": 3}', '{"blocks": [3]}'])
def test_a_rich_text_that_is_no_rich_text_is_refused(
    author: Client, course: Course, sent: str
) -> None:
    address, form, _ = of_question(course)
    before = drafts()

    for name in ("stem", "explanation", "choices-0-value-text"):
        answer = author.post(address, {**form, name: sent})
        assert answer.status_code in {200, 400}, name
    assert drafts() == before


def test_null_characters_are_dropped_from_what_is_typed(author: Client, course: Course) -> None:
    address, form, _ = of_lesson(course)
    texts = {"title": "Nerves\x00 again", "body-0-value": "Many\x00 routes"}

    assert author.post(address, {**form, **texts}).status_code == 302

    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    assert lesson.title == "Nerves again"
    assert lesson.body[0].value == "Many routes"


def test_null_characters_hidden_in_a_rich_text_are_dropped(author: Client, course: Course) -> None:
    address, form, _ = of_question(course)
    stem = form["stem"].replace("Which nerve", "Which\\u0000 nerve")
    assert stem != form["stem"]

    assert author.post(address, {**form, "stem": stem}).status_code == 302

    assert course.questions.get(key="question-1").stem_words == "Which nerve is it?"


def test_a_page_of_the_site_is_refused_the_same_way(
    roles: Any, sign_in: Any, live_page: Page
) -> None:
    client = sign_in(make_admin(roles))
    client.raise_request_exception = False
    address = reverse("wagtailadmin_pages:edit", args=[live_page.pk])

    for changes in ({"claims-count": "abc"}, {"claims-count": "3"}, {}):
        form = {"title": "Home", "slug": "home", "headline": "H", "lead": "L", **changes}
        assert client.post(address, form).status_code == 400


@pytest.fixture
def live_page(db: None) -> Page:
    """The front page."""
    model = next(m for m in Page.__subclasses__() if m.__name__ == "HomePage")
    root = Page.get_first_root_node()
    page: Page = root.add_child(instance=model(title="Home", slug="front", lead="L"))
    return page


NUMBERS = ["abc", HUGE, "99999999999999999999", "%00"]
ADDRESSES = [
    "/cms/snippets/lessons/lesson/edit/{}/",
    "/cms/snippets/lessons/lesson/history/{}/",
    "/cms/snippets/quizzes/question/usage/{}/",
    "/cms/snippets/courses/course/preview/{}/",
    "/cms/snippets/courses/course/history/{}/revisions/1/revert/",
    "/cms/snippets/courses/course/history/1/revisions/{}/revert/",
    "/cms/snippets/choose/lessons/reference/chosen/{}/",
    "/cms/snippets/choose/quizzes/question/chosen/{}/",
    "/cms/snippets/choose/quizzes/question/chosen-multiple/?id={}",
    "/cms/snippets/choose/courses/module/chosen-multiple/?id={}",
    "/cms/snippets/choose/quizzes/question/?q={}&p={}",
    "/cms/snippets/quizzes/question/?q={}&course={}&p={}&ordering={}",
    "/cms/snippets/quizzes/question/add/?kind=single&course={}&vignette={}",
    "/cms/snippets/lessons/lesson/?q={}&module={}&p={}",
    "/cms/snippets/lessons/lesson/add/?module={}&position={}",
    "/cms/snippets/lessons/lesson/add/?module=99999999&position=99999999999999999999",
    "/cms/snippets/courses/module/add/?course={}&position={}",
    "/cms/snippets/courses/course/?topic={}&level={}&q={}",
    "/cms/images/?q={}&collection_id={}&p={}",
    "/cms/documents/?q={}&collection_id={}&p={}",
    "/cms/images/chooser/chosen/{}/",
    "/cms/documents/chooser/chosen/{}/",
    "/cms/bulk/lessons/lesson/delete/?id={}",
    "/cms/bulk/wagtailimages/image/delete/?id={}",
    "/cms/bulk/media/courseimage/delete/?id={}",
    "/cms/studio/courses/{}/",
    "/cms/studio/courses/{}/compare/?old={}&new={}",
    "/cms/studio/courses/1/compare/?old={}&new={}&from={}&to={}",
    "/cms/studio/courses/1/evaluations/?edition={}",
    "/cms/studio/courses/1/read/lesson/{}/",
    "/cms/studio/editions/{}/",
    "/cms/studio/comments/{}/",
    "/cms/studio/quizzes/{}/analysis/",
    "/cms/studio/reports/enrolments/?course={}&from={}&to={}&page={}&p={}",
    "/cms/studio/reports/quizzes/?course={}&edition={}&period={}",
    "/cms/tag-autocomplete/?term={}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_an_impossible_number_is_answered(author: Client, address: str) -> None:
    for number in NUMBERS:
        status = author.get(address.replace("{}", number)).status_code
        assert status < 500, (number[:20], status)


ONE_BY_NUMBER = [
    "/cms/snippets/lessons/lesson/edit/{}/",
    "/cms/snippets/choose/lessons/reference/chosen/{}/",
    "/cms/snippets/choose/quizzes/question/chosen-multiple/?id={}",
    "/cms/images/chooser/chosen/{}/",
    "/cms/documents/chooser/chosen/{}/",
    "/cms/bulk/lessons/lesson/delete/?id={}",
    "/cms/studio/courses/{}/",
]


@pytest.mark.parametrize("address", ONE_BY_NUMBER)
def test_what_is_no_number_is_not_found(author: Client, address: str) -> None:
    for number in ("abc", HUGE, "-1", "\u0663"):
        assert author.get(address.replace("{}", number)).status_code == 404, number[:20]


def test_all_of_a_list_may_be_asked_for(roles: Any, sign_in: Any) -> None:
    make_image()
    admin = sign_in(make_admin(roles))

    assert admin.get("/cms/bulk/media/courseimage/add_tags/?id=all").status_code == 200


def test_an_error_of_ours_stays_an_error() -> None:
    middleware = UnreadableMiddleware(lambda _: HttpResponse())
    request = RequestFactory().post("/cms/")

    assert middleware.process_exception(request, ValueError("ours")) is None
    assert middleware.process_exception(request, TypeError("ours")) is None


LONG = "x" * 100_000
VALUES = ["99999999999999999999", "\x00", "abc", "-1", HUGE, LONG, None, "٣"]
ACTS: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("studio:add_part", ("course",), ("kind", "module", "title")),
    ("studio:rename", ("lesson-kind", "lesson"), ("title",)),
    ("studio:shift", ("lesson-kind", "lesson"), ("direction",)),
    ("studio:place", ("lesson-kind", "lesson"), ("module", "index")),
    ("studio:place", ("module-kind", "module"), ("index",)),
    ("studio:retire_part", ("lesson-kind", "lesson"), ("wanted",)),
    ("studio:copy", ("course",), ("title", "slug")),
    ("studio:take", (), ("file", "way", "slug")),
    ("studio:check_links", ("course",), ("nothing",)),
    ("review:submit", ("course",), ("submit-note",)),
    ("review:publish", ("course",), ("note", "change_class", "when", "due_at")),
    ("review:publish_unreviewed", ("course",), ("unreviewed-note", "unreviewed-reason")),
    ("review:say", ("course",), ("text", "kind", "part", "block", "quiz", "next")),
    ("review:roll_back", ("edition",), ("note", "change_class")),
    ("question_files:import", ("course",), ("file", "format", "text")),
    ("question_files:export", ("course",), ("format", "take")),
    ("assessment:give_allowance", (), ("learner", "quiz", "extra", "attempts", "reason")),
    ("studio:add_course_product", ("course",), ("is_free", "aud", "gbp")),
    ("studio:add_bundle", (), ("title", "slug", "courses", "summary")),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act[0]}-{len(act[1])}")
def test_an_act_of_ours_answers_whatever_is_sent(act: Any, edition: Any, sign_in: Any) -> None:
    client = sign_in(User.objects.create_superuser("boss@example.org"))
    client.raise_request_exception = False
    name, places, names = act
    course = edition.course
    module = course.modules.get(key="the-ground")
    known = {
        "course": course.pk,
        "edition": edition.pk,
        "module": module.pk,
        "lesson": module.lessons.first().pk,
        "lesson-kind": "lesson",
        "module-kind": "module",
    }
    address = reverse(name, args=[known[place] for place in places])

    for value in VALUES:
        form = {} if value is None else dict.fromkeys(names, value)
        status = client.post(address, form).status_code
        assert status < 500, (repr(value)[:20], status)
    for changed in names:
        plausible = {"kind": "lesson", "module": module.pk, "title": "A", "part": "1", "text": "A"}
        for value in VALUES[:2]:
            status = client.post(address, {**plausible, changed: value}).status_code
            assert status < 500, (changed, repr(value)[:20], status)
