"""A poor draft shows every kind of finding, each at the place where it is mended."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Accreditation, Course, Module, Product, Provider
from courses.editions.compiling import compile_course
from courses.editions.readiness import Check, Place, readiness_of
from courses.editions.readiness.link_checks import all_links
from courses.editions.readiness.listing import CHECKS
from courses.lessons.models import CheckedLink, Lesson, Reference
from courses.quizzes.models import Quiz
from cpd.media.models import CourseImage
from tests.bodies import make_body
from tests.factories import (
    evidence,
    make_course,
    make_document,
    make_image,
    make_module,
    make_product,
    make_quiz,
    text,
)

pytestmark = pytest.mark.django_db
FIGURE = {"title": "T", "alt": "A", "caption": "", "credit": "C", "drawing": None, "image": None}
LINK = "https://example.org/gone"


def checks_of(course: Course) -> dict[str, Check]:
    return {check.key: check for check in readiness_of(compile_course(course))}


def lesson_of(course: Course, *blocks: dict[str, Any]) -> Lesson:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    if blocks:
        lesson.body = list(blocks)
        lesson.save()
    return lesson


def no_outcome(course: Course) -> None:
    course.outcomes = " \n"


def no_provider(course: Course) -> None:
    Provider.objects.update(is_current=False)


def no_biography(course: Course) -> None:
    course.author.biography = ""


def no_lesson(course: Course) -> None:
    Lesson.objects.update(retired_at=timezone.now())


def empty_lesson(course: Course) -> None:
    Lesson.objects.filter(module__course=course, key="lesson-1").update(body=[])


def empty_module(course: Course) -> None:
    make_module(course, "nothing", position=9)


def same_key_twice(course: Course) -> None:
    make_quiz(Module.objects.get(course=course, key="the-quiz"), "lesson-1")


def half_a_block(course: Course) -> None:
    lesson = lesson_of(course)
    lesson.unfinished = {lesson.body[0].id: "Text: fill in it"}
    lesson.save()


def no_basis(course: Course) -> None:
    course.minutes_basis = ""


def no_minutes(course: Course) -> None:
    Lesson.objects.filter(module__course=course).update(reading_minutes=0)


def no_quiz_minutes(course: Course) -> None:
    Quiz.objects.update(minutes=0)


def untied(course: Course) -> None:
    lesson_of(course, text("<p>It may be so.</p>"), evidence("It is so"))


def unfounded(course: Course) -> None:
    lesson_of(course, text("<p>It is so.</p>"), evidence("It is so", references=[]))


def unlisted(course: Course) -> None:
    lesson_of(course, text("<p>It is so.</p>"), evidence("It is so"))


def source_nowhere(course: Course) -> None:
    Reference.objects.update(doi="", url="")


def source_unnamed(course: Course) -> None:
    Reference.objects.update(source=" ")


def never_reviewed(course: Course) -> None:
    course.evidence_reviewed_on = None


def reviewed_long_ago(course: Course) -> None:
    course.evidence_reviewed_on = date(2024, 11, 26)


def undescribed(course: Course) -> None:
    figure = {**FIGURE, "alt": "", "credit": " ", "image": make_image().pk}
    lesson_of(course, {"type": "figure", "value": figure})


def text_unknown(course: Course) -> None:
    lesson_of(course, {"type": "figure", "value": {**FIGURE, "image": make_image().pk}})


def text_faint(course: Course) -> None:
    text_unknown(course)
    CourseImage.objects.update(text_in_it="yes", text_contrast=2.1)


def mute_video(course: Course) -> None:
    film, words = make_document("a.mp4", b"film").pk, make_document("a.vtt", b"WEBVTT").pk
    video = {"title": "V", "file": film, "captions": words, "transcript": ""}
    lesson_of(course, {"type": "video", "value": video})


def file_gone(course: Course) -> None:
    lesson_of(course, {"type": "file", "value": {"title": "F", "file": 999}})


def loose_subheading(course: Course) -> None:
    lesson_of(course, {"type": "subheading", "value": "In the gut"}, text("<p>x</p>"))


def dead_link(course: Course) -> None:
    lesson_of(course, text(f'<p><a href="{LINK}">there</a></p>'))
    link = CheckedLink(url=LINK, state="dead", status=404, wanted_at=timezone.now())
    link.failing_since = timezone.now()
    link.save()


def silent_source(course: Course) -> None:
    url = "https://doi.org/10.3389/fnins.2018.00049"
    link = CheckedLink(url=url, state="silent", wanted_at=timezone.now())
    link.failing_since = timezone.now() - timedelta(days=3)
    link.save()


def no_question(course: Course) -> None:
    Quiz.objects.update(entries=[])


def strange_question(course: Course) -> None:
    course.questions.filter(key="question-1").update(course=make_course("others"))


def no_quiz(course: Course) -> None:
    Quiz.objects.update(retired_at=timezone.now())


def off_the_shelf(course: Course) -> None:
    assert not Product.objects.exists()


def one_price(course: Course) -> None:
    make_product(course, aud=4900)


def accredited(course: Course, first: date, last: date) -> None:
    Accreditation.objects.create(
        course=course, body=make_body(), number="A-1", valid_from=first, valid_until=last
    )


def ending_soon(course: Course) -> None:
    accredited(course, date(2026, 1, 1), date(2026, 12, 31))


def holding_later(course: Course) -> None:
    accredited(course, date(2027, 1, 1), date(2027, 12, 31))


def ended(course: Course) -> None:
    accredited(course, date(2025, 1, 1), date(2026, 1, 1))


TABLE: list[tuple[Callable[[Course], None], str, str, str, bool]] = [
    (no_outcome, "outcomes", "no learning outcome", "course", True),
    (no_provider, "people", "Nobody provides", "provider", True),
    (no_biography, "people", "Nothing is said about the author Bob Hale", "author", False),
    (no_lesson, "contents", "The course has no lesson", "contents", True),
    (empty_lesson, "contents", "” is empty", "lesson", True),
    (empty_module, "contents", "The module “Nothing” is empty", "module", True),
    (same_key_twice, "contents", "The key “lesson-1” is used twice", "lesson", True),
    (half_a_block, "unfinished", "a block is not finished. Text: fill in it.", "lesson", True),
    (no_basis, "minutes", "how the learning minutes were worked out", "course", True),
    (no_minutes, "minutes", "has no minutes", "lesson", True),
    (no_quiz_minutes, "minutes", "The quiz “Final quiz” has no minutes", "quiz", False),
    (untied, "statements", "does not hold these words in one piece", "lesson", True),
    (unfounded, "statements", "“It is so” has no reference", "lesson", True),
    (unlisted, "references", "no reference list prints them", "lesson", False),
    (source_nowhere, "references", "neither DOI nor address", "reference", False),
    (source_unnamed, "references", "has no source", "reference", True),
    (never_reviewed, "review", "when the evidence was last reviewed", "course", False),
    (reviewed_long_ago, "review", "last reviewed on 26 November 2024", "course", False),
    (undescribed, "pictures", "has no alternative text", "lesson", True),
    (undescribed, "pictures", "has no credit", "lesson", True),
    (text_unknown, "contrast", "whether the picture “P” holds text", "lesson", False),
    (text_faint, "contrast", "is 2.1 : 1, and should be 4.5 : 1", "lesson", False),
    (mute_video, "videos", "has no transcript", "lesson", True),
    (mute_video, "videos", "There is no caption in the file", "lesson", True),
    (file_gone, "files", "the file of “F” is gone", "lesson", True),
    (loose_subheading, "headings", "“In the gut” stands before any heading", "lesson", False),
    (dead_link, "links", f"{LINK} is gone (404) since 26 November 2026", "lesson", False),
    (silent_source, "links", "has not answered since 23 November 2026", "reference", False),
    (no_question, "quizzes", "has no question", "quiz", True),
    (strange_question, "quizzes", "is in another course’s bank", "quiz", True),
    (no_quiz, "quizzes", "The course has no quiz", "contents", False),
    (off_the_shelf, "price", "is not on the shelf", "shelf", False),
    (one_price, "price", "no price in GBP", "product", False),
    (ending_soon, "accreditations", "ends on 31 December 2026", "accreditation", False),
    (holding_later, "accreditations", "from 1 January 2027", "accreditation", False),
    (ended, "accreditations", "ended on 1 January 2026, and no other", "accreditation", False),
]


@pytest.mark.parametrize(
    ("spoil", "key", "words", "kind", "is_blocking"),
    TABLE,
    ids=[f"{spoil.__name__}: {words[:24]}" for spoil, _, words, *_ in TABLE],
)
@time_machine.travel("2026-11-26 09:00:00+00:00", tick=False)
def test_each_finding_names_its_place(
    course: Course,
    spoil: Callable[[Course], None],
    key: str,
    words: str,
    kind: str,
    is_blocking: bool,
    bob: User,
    sign_in: Any,
) -> None:
    spoil(course)
    course.author.save()
    course.save()

    found = [finding for finding in checks_of(course)[key].findings if words in finding.words]

    assert [(one.place.kind, one.is_blocking) for one in found][:1] == [(kind, is_blocking)]
    assert found[0].place.pk or kind in {"provider", "shelf"}
    page = sign_in(bob).get(reverse("studio:readiness", args=[course.pk])).content.decode()
    assert words in unescape(page)


def test_every_check_has_a_finding_in_the_table() -> None:
    assert {key for _, key, *_ in TABLE} == set(CHECKS)


def test_a_finding_in_a_block_leads_to_the_block(course: Course) -> None:
    unfounded(course)
    lesson = lesson_of(course)

    finding = checks_of(course)["statements"].findings[0]

    assert finding.place == Place("lesson", lesson.pk, lesson.body[1].id)


@time_machine.travel("2026-11-26 09:00:00+00:00", tick=False)
def test_a_good_draft_is_fine_everywhere(course: Course) -> None:
    course.author.biography = "Writes on nerves."
    course.evidence_reviewed_on = date(2024, 11, 27)
    make_product(course, aud=4900, gbp=2500)
    now = timezone.now()
    for url in all_links(compile_course(course)):
        CheckedLink.objects.create(url=url, state="fine", checked_at=now, wanted_at=now)

    states = {key: check.state for key, check in checks_of(course).items()}

    assert set(states.values()) == {"fine"}, states


def test_a_figure_takes_over_what_the_library_says_of_its_picture(course: Course) -> None:
    undescribed(course)
    CourseImage.objects.update(description="A nerve.", credit="Drawn by us")

    assert checks_of(course)["pictures"].state == "fine"
    lesson = compile_course(course).lessons[0]
    assert (lesson.content["blocks"][0]["alt"], lesson.content["blocks"][0]["credit"]) == (
        "A nerve.",
        "Drawn by us",
    )


def test_a_transcript_left_empty_is_what_the_captions_say(course: Course) -> None:
    mute_video(course)
    spoken = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>Press & hold.\n"
    film, words = make_document("b.mp4", b"film").pk, make_document("b.vtt", spoken).pk
    video = {"title": "V", "file": film, "captions": words, "transcript": "<p></p>"}
    lesson_of(course, {"type": "video", "value": video})

    assert checks_of(course)["videos"].state == "fine"
    assert compile_course(course).lessons[0].content["blocks"][0]["transcript"] == (
        "<p>Press &amp; hold.</p>"
    )
