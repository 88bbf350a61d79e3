"""The outline, the rule in words, and taking up a new edition."""

from typing import Any

from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.lessons.models import Lesson
from tests.factories import MATERIAL, MINOR, publish_course, text
from tests.study import complete_lessons, finish


def change_first_lesson(edition: Edition, change: Edition.ChangeClass) -> Edition:
    Lesson.objects.filter(module__course=edition.course, key="lesson-1").update(
        body=[text("<p>New.</p>")]
    )
    return publish_course(edition.course, change)


def test_the_rule_says_what_remains(alice: User, enrolment: Enrolment, sign_in: Any) -> None:
    client = sign_in(alice)

    assert "2 lessons and the quiz remain." in client.get("/learn/vagus-nerve/").content.decode()

    complete_lessons(enrolment)
    assert "The quiz remains." in client.get("/learn/vagus-nerve/").content.decode()


def test_a_minor_edition_is_taken_up_silently(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    complete_lessons(enrolment)

    second = change_first_lesson(enrolment.edition, MINOR)

    enrolment.refresh_from_db()
    assert enrolment.edition == second
    assert "The quiz remains." in sign_in(alice).get("/learn/vagus-nerve/").content.decode()


def test_a_material_edition_is_offered_and_keeps_what_is_the_same(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    complete_lessons(enrolment)
    second = change_first_lesson(enrolment.edition, MATERIAL)
    client = sign_in(alice)
    assert "Edition 2 is out" in client.get("/learn/vagus-nerve/").content.decode()

    client.post("/learn/vagus-nerve/edition/")

    enrolment.refresh_from_db()
    assert enrolment.edition == second
    page = client.get("/learn/vagus-nerve/").content.decode()
    assert "1 lesson and the quiz remain." in page


def test_a_finisher_is_offered_the_certificate(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    finish(enrolment)

    page = sign_in(alice).get("/learn/vagus-nerve/").content.decode()

    assert "Get the certificate" in page
    assert "Everything is complete." in page
