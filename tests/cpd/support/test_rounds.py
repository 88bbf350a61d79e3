"""Both accounts had the same course: its rounds stand in a row, and each record stays."""

import pytest

from accounts.models import User
from courses.attempts.models import QuizAttempt
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion, LessonCompletion
from courses.progress.retaking import retake
from cpd.support.merging.moving import merge
from cpd.support.models import AccountMerge
from tests.factories import enrol_free
from tests.study import complete_lessons, finish, start_quiz, take_quiz


def become_one(alice: User, twin: User, jo: User) -> AccountMerge:
    return merge(alice, twin, by=jo, reason="She wrote from both.")


def test_certificates_of_a_course_that_both_completed_both_stay(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    for user in (alice, twin):
        finish(enrol_free(user, edition.course))
    facts = {row.serial: (row.name, row.facts) for row in Certificate.objects.all()}
    completions = set(CourseCompletion.objects.values_list("pk", "edition", "completed_on"))

    become_one(alice, twin, jo)

    kept = Enrolment.objects.get(learner=alice)
    assert kept.round == 2
    assert set(kept.completions.values_list("round", flat=True)) == {1, 2}
    assert set(CourseCompletion.objects.values_list("pk", "edition", "completed_on")) == completions
    rows = Certificate.objects.filter(learner=alice, state="valid")
    assert {row.serial: (row.name, row.facts) for row in rows} == facts
    assert keep_pdf(rows[0]).file
    assert retake(kept).round == 3


@pytest.mark.parametrize("who_goes_on", ["alice", "twin"])
def test_the_round_in_progress_is_gone_on_with(
    alice: User, twin: User, jo: User, edition: Edition, who_goes_on: str
) -> None:
    enrolments = {user.email: enrol_free(user, edition.course) for user in (alice, twin)}
    going, done = (alice, twin) if who_goes_on == "alice" else (twin, alice)
    finish(enrolments[done.email])
    complete_lessons(enrolments[going.email])

    become_one(alice, twin, jo)

    kept = Enrolment.objects.get(learner=alice)
    take_quiz(kept)
    assert kept.round == 2
    assert set(kept.completions.values_list("round", flat=True)) == {1, 2}
    assert Certificate.objects.filter(learner=alice, state="valid").count() == 2


def test_rounds_that_would_meet_pass_each_other(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    own = enrol_free(alice, edition.course)
    for _ in range(3):
        finish(own)
        own = retake(own)
    complete_lessons(own)
    finish(enrol_free(twin, edition.course))

    become_one(alice, twin, jo)

    kept = Enrolment.objects.get(learner=alice)
    assert kept.round == 5
    assert sorted(kept.completions.values_list("round", flat=True)) == [1, 2, 3, 4]
    last = LessonCompletion.objects.filter(enrolment=kept, round=5)
    assert last.count() == 2


def test_of_two_open_attempts_the_earlier_rounds_is_closed(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    attempts = [start_quiz(enrol_free(user, edition.course)) for user in (alice, twin)]

    become_one(alice, twin, jo)

    states = [QuizAttempt.objects.get(pk=attempt.pk) for attempt in attempts]
    assert sorted(attempt.state for attempt in states) == ["open", "submitted"]
    closed = next(attempt for attempt in states if attempt.state == "submitted")
    assert closed.ending == "replaced"
    kept = Enrolment.objects.get(learner=alice)
    assert next(attempt for attempt in states if attempt.is_open).round == kept.round


def test_an_untouched_enrolment_opens_no_round(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    finish(enrol_free(alice, edition.course))
    enrol_free(twin, edition.course)

    become_one(alice, twin, jo)

    assert Enrolment.objects.get(learner=alice).round == 1


def test_the_records_of_the_other_go_into_an_untouched_enrolment(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    enrol_free(alice, edition.course)
    complete_lessons(enrol_free(twin, edition.course))

    become_one(alice, twin, jo)

    kept = Enrolment.objects.get(learner=alice)
    assert (kept.round, kept.lesson_completions.count()) == (1, 2)
