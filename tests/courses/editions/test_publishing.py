"""Publishing writes numbered, immutable editions that share what is the same."""

import pytest
from django.db import IntegrityError, transaction

from courses.catalogue.models import Course
from courses.editions.models import Edition, EditionItem
from courses.editions.publishing import (
    NothingChanged,
    NotReady,
    bring_back,
    publish,
    retire,
)
from courses.immutable import WrittenOnceError
from courses.lessons.models import Lesson
from tests.factories import (
    MATERIAL,
    MINOR,
    evidence,
    make_course,
    make_lesson,
    publish_course,
    text,
)


def change_lesson(course: Course, key: str = "lesson-1") -> Lesson:
    lesson = Lesson.objects.get(module__course=course, key=key)
    lesson.body = [text("<p>New words.</p>")]
    lesson.save()
    return lesson


def versions(edition: Edition) -> dict[str, tuple[int | None, int | None]]:
    return {
        item.key: (item.lesson_version_id, item.quiz_version_id) for item in edition.items.all()
    }


def test_the_first_edition_carries_what_the_draft_says(edition: Edition) -> None:
    assert (edition.number, edition.is_live, edition.minutes) == (1, True, 50)
    assert edition.outcomes == ["Describe the vagus nerve.", "Say what is not known."]
    assert edition.minutes_by_kind == {"reading": 40, "activity": 0, "video": 0, "assessment": 10}
    assert edition.author["name"] == "Bob Hale"
    assert [item.key for item in edition.items.all()] == ["lesson-1", "lesson-2", "final-quiz"]


def test_publishing_the_same_draft_twice_makes_no_new_edition(edition: Edition) -> None:
    with pytest.raises(NothingChanged):
        publish_course(edition.course)

    assert edition.course.editions.count() == 1


def test_a_one_lesson_change_shares_all_other_versions(edition: Edition) -> None:
    change_lesson(edition.course)

    second = publish_course(edition.course)

    assert second.number == 2
    changed = {key for key, pair in versions(second).items() if pair != versions(edition)[key]}
    assert changed == {"lesson-1"}


def test_going_back_to_old_words_takes_up_the_old_version(edition: Edition) -> None:
    lesson = Lesson.objects.get(module__course=edition.course, key="lesson-1")
    old_body = lesson.body.get_prep_value()
    change_lesson(edition.course)
    publish_course(edition.course)
    lesson.body = old_body
    lesson.save()

    third = publish_course(edition.course)

    assert versions(third) == versions(edition)


def test_only_the_newest_edition_is_live(edition: Edition) -> None:
    change_lesson(edition.course)

    second = publish_course(edition.course)

    assert list(edition.course.editions.filter(is_live=True)) == [second]


@pytest.mark.parametrize(("change", "since"), [(MINOR, 1), (MATERIAL, 2)])
def test_a_material_change_starts_a_lesson_anew_and_a_minor_one_does_not(
    edition: Edition, change: Edition.ChangeClass, since: int
) -> None:
    change_lesson(edition.course)

    second = publish_course(edition.course, change)

    assert second.items.get(key="lesson-1").same_since == since
    assert second.items.get(key="lesson-2").same_since == 1


def test_the_note_and_who_published_are_kept(course: Course, dan: object) -> None:
    edition = publish(course, note="A typo.", change_class=MINOR, by=dan)  # type: ignore[arg-type]

    assert (edition.change_note, edition.published_by) == ("A typo.", dan)


def test_a_draft_that_is_not_ready_says_what_to_do(db: None) -> None:
    course = make_course()

    with pytest.raises(NotReady) as refusal:
        publish_course(course)

    assert "The course has no lesson. Add one." in refusal.value.faults


def test_a_statement_without_a_source_is_not_published(course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    statement = {"claim": "It heals", "grade": "supported", "design": "trial", "references": []}
    lesson.body = [text("<p>It heals</p>"), {"type": "evidence", "value": statement}]
    lesson.save()

    with pytest.raises(NotReady) as refusal:
        publish_course(course)

    assert "“It heals” has no reference" in str(refusal.value)


def test_a_statement_whose_words_stand_nowhere_is_not_published(course: Course) -> None:
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = [text("<p>It is <b>very</b> strong.</p>"), evidence("very strong")]
    lesson.save()

    with pytest.raises(NotReady) as refusal:
        publish_course(course)

    assert refusal.value.faults == [
        "In the lesson “Lesson 1” the text before the statement “very strong” does not hold these "
        "words in one piece."
    ]


def test_two_lessons_with_one_key_are_not_published(course: Course) -> None:
    make_lesson(course.modules.get(key="the-quiz"), "lesson-1")

    with pytest.raises(NotReady, match="used twice"):
        publish_course(course)


def test_a_retired_part_is_left_out(edition: Edition) -> None:
    Lesson.objects.filter(key="lesson-2").update(retired_at=edition.published_at)

    second = publish_course(edition.course)

    assert [item.key for item in second.items.all()] == ["lesson-1", "final-quiz"]
    assert edition.items.count() == 3


def test_versions_and_items_are_never_saved_twice(edition: Edition) -> None:
    item = edition.items.exclude(lesson_version=None).first()
    assert item is not None
    assert item.lesson_version is not None

    for row in (item, item.lesson_version):
        with pytest.raises(WrittenOnceError):
            row.save()


def test_two_live_editions_cannot_exist(edition: Edition) -> None:
    change_lesson(edition.course)
    publish_course(edition.course)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(is_live=True)


def test_an_item_is_a_lesson_or_a_quiz_never_both(edition: Edition) -> None:
    quiz = edition.items.get(key="final-quiz")

    with pytest.raises(IntegrityError), transaction.atomic():
        EditionItem.objects.filter(key="lesson-1").update(quiz_version=quiz.quiz_version)


def test_a_retired_course_leaves_the_catalogue_and_comes_back(edition: Edition) -> None:
    retire(edition.course)
    assert not Edition.objects.live().exists()

    bring_back(edition.course)
    assert Edition.objects.live().get() == edition
