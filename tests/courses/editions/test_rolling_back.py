"""Rolling back writes a new edition with an older one's content, and leaves the draft alone."""

import pytest

from accounts.models import User
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.editions.publishing import NothingChanged
from courses.editions.rolling_back import OWN, roll_back
from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_lesson
from courses.progress.outline import outline_of
from cpd.audit.models import AuditEntry
from tests.factories import MATERIAL, MINOR, publish_course
from tests.reviewing import change_draft


@pytest.fixture
def second(edition: Edition) -> Edition:
    """An edition after the first, with another lesson 1."""
    change_draft(edition.course)
    return publish_course(edition.course)


def test_the_new_edition_holds_what_the_older_one_held(
    edition: Edition, second: Edition, dan: User
) -> None:
    draft = compile_course(edition.course).hash

    third = roll_back(edition, note="Back.", change_class=MATERIAL, by=dan)

    assert (third.number, third.is_live, third.change_note) == (3, True, "Back.")
    assert Edition.objects.get(is_live=True) == third
    for field in Edition._meta.concrete_fields:
        if field.name not in OWN:
            assert getattr(third, field.attname) == getattr(edition, field.attname), field.name
    kept = ("key", "position", "minutes", "is_preview", "lesson_version", "quiz_version", "title")
    assert list(third.items.values_list(*kept)) == list(edition.items.values_list(*kept))
    assert compile_course(edition.course).hash == draft == second.content_hash
    entry = AuditEntry.objects.get(act="course.rolled_back")
    assert (entry.actor, entry.details) == (dan, {"to": 1})


def test_what_is_live_is_not_rolled_back_to(edition: Edition, second: Edition, dan: User) -> None:
    roll_back(edition, note="Back.", change_class=MINOR, by=dan)

    with pytest.raises(NothingChanged):
        roll_back(edition, note="Again.", change_class=MINOR, by=dan)

    assert Edition.objects.count() == 3


def test_unchanged_items_stay_complete_and_changed_ones_are_done_again(
    enrolment: Enrolment, dan: User
) -> None:
    first = enrolment.edition
    for key in ("lesson-1", "lesson-2"):
        complete_lesson(enrolment, first.items.get(key=key))
    change_draft(enrolment.course)
    publish_course(enrolment.course)

    third = roll_back(first, note="Back.", change_class=MATERIAL, by=dan)

    since = dict(third.items.values_list("key", "same_since"))
    assert since == {"lesson-1": 3, "lesson-2": 1, "final-quiz": 1}
    Enrolment.objects.update(edition=third)
    done = {step.key for step in outline_of(Enrolment.objects.get()).steps if step.is_complete}
    assert done == {"lesson-2"}


def test_a_minor_roll_back_moves_learners_silently(enrolment: Enrolment, dan: User) -> None:
    change_draft(enrolment.course)
    publish_course(enrolment.course, MINOR)

    third = roll_back(Edition.objects.get(number=1), note="Back.", change_class=MINOR, by=dan)

    enrolment.refresh_from_db()
    assert enrolment.edition == third
