"""A wrong key: who is marked anew, what it changes, and what it never takes away."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.attempts import regrading, submitting
from courses.attempts.affected import Affected
from courses.attempts.models import KeyCorrection, QuizAttempt, Regrade, Response
from courses.attempts.regrading import NothingToCorrect, correct, key_of_draft
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.rekeying import AskedOtherwise
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Mail
from cpd.outbox.working import work_all
from tests.crowds import answer_sheets
from tests.study import answer, answer_all, complete_lessons, start_quiz

Effect = KeyCorrection.Effect
# As the author wrote them; with a wrong key, which says “Downwards” of question 1.
BY_WRONG_KEY: dict[str, Any] = {
    "question-1": ["b"],
    "question-2": ["a", "b"],
    "question-3": ["b"],
}
BY_RIGHT_KEY = {**BY_WRONG_KEY, "question-1": ["a"]}


def set_key(question: Question, *rights: str) -> None:
    """Tick choices in the draft, by their letters."""
    for letter, block in zip("abcdefgh", question.choices, strict=False):
        block.value["is_right"] = letter in rights
    question.save()


@pytest.fixture
def question(course: Any) -> Question:
    """The first question, published with a wrong key."""
    question = Question.objects.get(key="question-1")
    set_key(question, "b")
    return question


@pytest.fixture
def version(question: Question, edition: Edition) -> QuestionVersion:
    """What was published of it; its draft has been put right since."""
    set_key(question, "a")
    return question.versions.get()


def put_right(version: QuestionVersion, by: User) -> KeyCorrection:
    content = key_of_draft(version)
    return correct(version, effect=Effect.KEY, content=content, reason="It is upwards.", by=by)


def test_a_fail_becomes_a_pass_and_brings_the_certificate_and_a_mail(
    version: QuestionVersion, enrolment: Enrolment, dan: User
) -> None:
    complete_lessons(enrolment)
    attempt = start_quiz(enrolment)
    answer_all(attempt)
    shown = {entry["question"]: entry["choices"] for entry in attempt.order}
    letter = "abcdefgh"[shown["question-1"].index("a")]
    answer(attempt, "question-1", [letter])
    submitting.submit(attempt)
    assert (attempt.percent, attempt.is_passed) == (66, False)

    correction = put_right(version, dan)

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.is_passed, attempt.right_count) == (100, True, 3)
    assert Response.objects.get(attempt=attempt, version=version).credit == 1
    assert Certificate.objects.filter(learner=enrolment.learner).count() == 1
    row = Regrade.objects.get(correction=correction)
    assert (row.percent_before, row.percent_after, row.was_passed, row.is_passed) == (
        *(66, 100),
        *(False, True),
    )
    written = Mail.objects.get(subject="You have passed: Final quiz")
    assert (written.to, "Your mark is now 100 %" in written.text) == ("alice@example.org", True)
    assert f"/attempts/{attempt.public_id}/" in written.html


def test_a_pass_that_would_fall_stays(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    (attempt,) = answer_sheets(edition, [BY_WRONG_KEY])
    assert attempt.is_passed

    put_right(version, dan)

    attempt.refresh_from_db()
    assert (attempt.percent, attempt.is_passed) == (66, True)
    assert Regrade.objects.get().is_passed


def test_only_what_changes_is_logged_and_a_second_time_changes_nothing(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    answer_sheets(edition, [BY_WRONG_KEY, BY_RIGHT_KEY, {}])

    correction = put_right(version, dan)
    regrading.regrade(correction.pk, after=0)
    work_all()

    assert Regrade.objects.count() == 2
    assert not regrading.is_running(correction)
    with pytest.raises(NothingToCorrect, match="already"):
        put_right(version, dan)
    assert AuditEntry.objects.filter(act="question.corrected").count() == 1


def test_the_same_correction_twice_is_one(version: QuestionVersion, dan: User) -> None:
    correct(version, effect=Effect.ALL_RIGHT, reason="Two are right.", by=dan)

    with pytest.raises(NothingToCorrect):
        correct(version, effect=Effect.ALL_RIGHT, reason="Two are right.", by=dan)
    assert KeyCorrection.objects.count() == 1


def test_all_the_points_go_to_everybody(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    attempts = answer_sheets(edition, [BY_WRONG_KEY, BY_RIGHT_KEY, {}])

    correct(version, effect=Effect.ALL_RIGHT, reason="Two are right.", by=dan)

    after = [QuizAttempt.objects.get(pk=attempt.pk).percent for attempt in attempts]
    assert after == [100, 100, 33]


def test_a_question_left_out_counts_for_nobody(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    attempts = answer_sheets(edition, [BY_WRONG_KEY, BY_RIGHT_KEY, {"question-1": ["b"]}])

    correct(version, effect=Effect.LEFT_OUT, reason="None is right.", by=dan)

    after = [QuizAttempt.objects.get(pk=attempt.pk) for attempt in attempts]
    assert [attempt.percent for attempt in after] == [100, 100, 0]
    assert [attempt.possible for attempt in after] == [2, 2, 2]
    assert not Response.objects.filter(version=version, is_counted=True).exists()


def test_the_only_question_is_not_left_out(
    question: Question, course: Any, edition: Edition, dan: User
) -> None:
    version = question.versions.get()
    quiz = edition.items.get(lesson_version=None).quiz_version
    assert quiz is not None
    content = {**quiz.content, "slots": [{"question": "question-1"}]}
    type(quiz).objects.filter(pk=quiz.pk).update(content=content)

    with pytest.raises(NothingToCorrect, match="nothing but this question"):
        correct(version, effect=Effect.LEFT_OUT, reason="None is right.", by=dan)


def test_an_open_attempt_is_marked_with_the_correction_when_it_is_submitted(
    version: QuestionVersion, enrolment: Enrolment, dan: User
) -> None:
    attempt = start_quiz(enrolment)

    put_right(version, dan)
    answer_all(attempt)
    submitting.submit(attempt)

    assert (attempt.percent, Regrade.objects.count()) == (66, 0)


def test_a_newer_correction_takes_the_place_of_an_older_one(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    (attempt,) = answer_sheets(edition, [BY_RIGHT_KEY])

    correct(version, effect=Effect.LEFT_OUT, reason="None is right.", by=dan)
    put_right(version, dan)

    attempt.refresh_from_db()
    assert [attempt.percent, attempt.possible] == [100, 3]
    assert Response.objects.get(attempt=attempt, version=version).is_counted


def test_the_published_key_can_be_brought_back(
    version: QuestionVersion, question: Question, edition: Edition, dan: User
) -> None:
    (attempt,) = answer_sheets(edition, [BY_WRONG_KEY])
    put_right(version, dan)

    set_key(question, "b")
    put_right(QuestionVersion.objects.get(pk=version.pk), dan)

    attempt.refresh_from_db()
    assert attempt.percent == 100


def test_a_draft_that_asks_something_else_is_refused(
    version: QuestionVersion, question: Question
) -> None:
    question.stem = "<p>Which way do they not report?</p>"
    question.save()

    with pytest.raises(AskedOtherwise, match="another text"):
        key_of_draft(QuestionVersion.objects.get(pk=version.pk))


def test_a_look_before_says_what_would_change_and_writes_nothing(
    version: QuestionVersion, edition: Edition
) -> None:
    answer_sheets(edition, [BY_WRONG_KEY, BY_RIGHT_KEY, {}])
    proposed = KeyCorrection(version=version, effect=Effect.KEY, content=key_of_draft(version))

    changes = list(Affected(version, proposed).changes())

    assert [(row.percent_before, row.mark.percent) for row in changes] == [(100, 66), (66, 100)]
    assert [row.is_newly_passed for row in changes] == [False, True]
    assert Regrade.objects.count() == 0


def test_many_are_marked_by_jobs_in_batches(
    version: QuestionVersion, edition: Edition, dan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regrading, "AT_ONCE", 3)
    monkeypatch.setattr(regrading, "BATCH", 2)
    answer_sheets(edition, [BY_RIGHT_KEY] * 7)

    correction = put_right(version, dan)

    assert (Regrade.objects.count(), regrading.is_running(correction)) == (0, True)
    work_all()
    assert (Regrade.objects.count(), regrading.is_running(correction)) == (7, False)
    assert QuizAttempt.objects.filter(is_passed=True).count() == 7


def test_a_closed_account_gets_no_mail(
    version: QuestionVersion, edition: Edition, dan: User
) -> None:
    (attempt,) = answer_sheets(edition, [BY_RIGHT_KEY])
    User.objects.filter(pk=attempt.enrolment.learner_id).update(is_active=False)

    put_right(version, dan)

    assert not Mail.objects.exists()


def test_looking_costs_queries_by_batches_not_by_attempts(
    version: QuestionVersion, edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer_sheets(edition, [BY_RIGHT_KEY] * 30)

    with django_assert_num_queries(4):
        list(Affected(version).changes())
