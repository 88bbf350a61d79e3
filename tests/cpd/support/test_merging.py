"""Two accounts of one person become one, and no record is lost."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.closing import close_account
from accounts.joining import join_body
from accounts.models import BodyMembership, User
from courses.attempts.allowing import give_allowance
from courses.attempts.models import Allowance
from courses.certificates.correcting import ask_correction
from courses.certificates.models import Certificate, NameCorrection
from courses.certificates.reissuing import reissue
from courses.editions.models import Edition
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment, Grant
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Mail
from cpd.support.merging.moving import CannotMerge, merge
from cpd.support.models import AccountMerge
from payments.models import Order
from tests.bodies import make_body
from tests.factories import PASSWORD, enrol_free, make_user
from tests.payments.factories import make_order
from tests.study import finish

# What a merge knows to do with each reference to a person; a new one has to be thought about.
MOVED = {
    "accounts.BodyMembership.learner",
    "account.EmailAddress.user",
    "mfa.Authenticator.user",
    "usersessions.UserSession.user",
    "enrolment.Enrolment.learner",
    "attempts.Allowance.learner",
    "certificates.Certificate.learner",
    "certificates.CertificateArchive.learner",
    "certificates.CertificateArchive.made_for",
    "certificates.NameCorrection.learner",
    "payments.Order.user",
    "payments.Redemption.user",
    "payments.RefundRequest.user",
    "support.AccountMerge.survivor",
}
# Who did something stays who did it; the rest is staff’s, whom nobody merges.
LEFT = {
    "audit.AuditEntry.actor",
    "audit.AuditEntry.subject",
    "attempts.Allowance.given_by",
    "attempts.KeyCorrection.made_by",
    "certificates.NameCorrection.decided_by",
    "editions.Comment.author",
    "editions.Comment.reopened_by",
    "editions.Comment.resolved_by",
    "editions.Edition.published_by",
    "editions.PlannedPublication.planned_by",
    "editions.Submission.answered_by",
    "editions.Submission.submitted_by",
    "interchange.QuestionImport.by",
    "accounts.User_groups.user",
    "accounts.User_user_permissions.user",
    "courses.Author.added_by",
    "courses.Course.locked_by",
    "courses.Course_editors.user",
    "lessons.Lesson.locked_by",
    "media.CourseDocument.uploaded_by_user",
    "media.CourseImage.uploaded_by_user",
    "quizzes.Question.locked_by",
    "quizzes.Question.written_by",
    "quizzes.Quiz.locked_by",
    "payments.Refund.actor",
    "payments.Refund.approved_by",
    "payments.RefundRequest.decided_by",
    "support.AccountMerge.duplicate",
    "support.AccountMerge.by",
    "support.BulkEnrolment.by",
}


def become_one(alice: User, twin: User, jo: User) -> AccountMerge:
    return merge(alice, twin, by=jo, reason="She wrote from both.")


def test_everything_goes_over(alice: User, twin: User, jo: User, edition: Edition) -> None:
    finish(enrol_free(twin, edition.course))
    make_order(twin)
    give_allowance(twin, extra_attempts=1, reason="x", by=jo)
    join_body(twin, make_body("amt"), number="7")
    ask_correction(twin, name="Alice", explanation="x")

    become_one(alice, twin, jo)

    for rows in (
        Enrolment.objects.all(),
        Certificate.objects.all(),
        Allowance.objects.all(),
        BodyMembership.objects.all(),
        NameCorrection.objects.all(),
    ):
        assert [row.learner for row in rows] == [alice], rows.model
    assert Order.objects.get().user == alice
    assert Certificate.objects.get().name == "A Nguyen"
    assert {entry.subject for entry in AuditEntry.objects.filter(act="account.merged")} == {
        alice,
        twin,
    }


def test_the_duplicate_closes_and_its_verified_address_signs_the_survivor_in(
    alice: User, twin: User, jo: User, sign_in: Any
) -> None:
    client = sign_in(twin)
    assert client.get("/learn/").status_code == 200

    become_one(alice, twin, jo)

    twin.refresh_from_db()
    address = EmailAddress.objects.get(email="alice.ng@example.org")
    assert (address.user, address.verified, address.primary) == (alice, True, False)
    assert (twin.is_active, twin.has_usable_password()) == (False, False)
    assert client.get("/learn/").status_code == 302
    fresh = Client()
    login = "/accounts/login/?with=password"
    fresh.post(login, {"login": "alice.ng@example.org", "password": PASSWORD})
    assert fresh.session["_auth_user_id"] == str(alice.pk)
    told = {mail.to for mail in Mail.objects.filter(subject__contains="accounts are one")}
    assert told == {"alice@example.org", "alice.ng@example.org"}


def test_an_address_that_was_never_verified_is_dropped(alice: User, twin: User, jo: User) -> None:
    EmailAddress.objects.filter(user=twin).update(verified=False)

    become_one(alice, twin, jo)

    assert [row.email for row in EmailAddress.objects.all() if row.user == alice] == [alice.email]
    assert not Mail.objects.filter(to="alice.ng@example.org").exists()
    assert AccountMerge.objects.get().address == "alice.ng@example.org"


def test_access_that_staff_withdrew_is_not_won_back_by_the_same_cause(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    own = enrol_free(alice, edition.course)
    enrol_free(twin, edition.course)
    withdraw(own, by=jo, reason="x")

    become_one(alice, twin, jo)

    assert not Enrolment.objects.active().filter(learner=alice).exists()
    assert Grant.objects.count() == 2


def test_bodies_that_both_have_keep_the_survivors_number(alice: User, twin: User, jo: User) -> None:
    body = make_body("amt")
    join_body(alice, body, number="1")
    join_body(twin, body, number="2")

    become_one(alice, twin, jo)

    assert [row.number for row in BodyMembership.objects.filter(learner=alice)] == ["1"]


def test_of_two_requests_for_a_name_the_survivors_waits(alice: User, twin: User, jo: User) -> None:
    for user in (alice, twin):
        ask_correction(user, name="Alice", explanation="x")

    become_one(alice, twin, jo)

    states = NameCorrection.objects.filter(learner=alice).values_list("state", flat=True)
    assert sorted(states) == ["asked", "withdrawn"]


def test_what_waited_for_a_name_is_issued(
    alice: User, carol: User, jo: User, edition: Edition
) -> None:
    finish(enrol_free(carol, edition.course))

    become_one(alice, carol, jo)

    assert Certificate.objects.get().name == "Alice Nguyễn"


def test_a_name_is_corrected_on_all_certificates_afterwards(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    for user in (alice, twin):
        finish(enrol_free(user, edition.course))
    become_one(alice, twin, jo)

    for row in Certificate.objects.filter(learner=alice):
        reissue(row, by=jo, reason="x", name="Alice Smith")

    valid = Certificate.objects.filter(state="valid")
    assert {(row.learner, row.name) for row in valid} == {(alice, "Alice Smith")}


def test_a_chain_of_merges_ends_at_the_last(alice: User, twin: User, carol: User, jo: User) -> None:
    become_one(twin, carol, jo)
    become_one(alice, twin, jo)

    assert {row.survivor for row in AccountMerge.objects.all()} == {alice}


def test_closing_the_survivor_takes_names_and_addresses_of_both(
    alice: User, twin: User, jo: User, edition: Edition
) -> None:
    finish(enrol_free(twin, edition.course))
    become_one(alice, twin, jo)

    close_account(User.objects.get(pk=alice.pk))

    twin.refresh_from_db()
    assert (twin.certificate_name, AccountMerge.objects.get().address) == ("", "")
    assert Certificate.objects.get().name == ""
    assert not Mail.objects.filter(to__contains="example.org").exists()


def test_closing_forgets_no_mail_to_an_address_that_was_only_typed(alice: User) -> None:
    EmailAddress.objects.create(user=alice, email="typed@example.org", verified=False)
    Mail.objects.create(to="typed@example.org", sender="x", subject="Theirs")

    close_account(alice)

    assert Mail.objects.filter(to="typed@example.org").exists()


def test_who_has_the_address_of_a_merged_account_now_has_its_mails(
    desk: Client, alice: User, twin: User, jo: User
) -> None:
    EmailAddress.objects.filter(user=twin).update(verified=False)
    become_one(alice, twin, jo)
    make_user("alice.ng@example.org")
    Mail.objects.create(to="alice.ng@example.org", sender="x", subject="Theirs")

    page = desk.get(reverse("support:learner", args=[alice.public_id])).content.decode()

    assert "Theirs" not in page


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_staff": True}, "belongs to staff"),
        ({"is_superuser": True}, "belongs to staff"),
        ({"is_active": False}, "is closed"),
    ],
)
def test_staff_and_closed_accounts_are_refused_both_ways(
    alice: User, twin: User, jo: User, values: dict[str, bool], told: str
) -> None:
    User.objects.filter(pk=twin.pk).update(**values)

    for pair in ((alice, twin), (twin, alice)):
        with pytest.raises(CannotMerge, match=told):
            become_one(*pair, jo)
    assert not AccountMerge.objects.exists()


def test_an_account_is_not_merged_with_itself(alice: User, jo: User) -> None:
    with pytest.raises(CannotMerge, match="same account"):
        become_one(alice, alice, jo)


def test_an_error_in_the_middle_undoes_the_whole(
    alice: User, twin: User, jo: User, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(enrol_free(twin, edition.course))

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("cpd.support.merging.moving.issue_waiting", fail)
    with pytest.raises(RuntimeError):
        become_one(alice, twin, jo)

    twin.refresh_from_db()
    assert twin.is_active
    assert Certificate.objects.get().learner == twin


def test_every_reference_to_a_person_is_thought_about() -> None:
    fields: list[Any] = list(User._meta.get_fields(include_hidden=True))
    references = {
        f"{field.related_model._meta.label}.{field.field.name}"
        for field in fields
        if field.auto_created and not field.concrete and not field.many_to_many
    }

    ours = {name for name in references if not name.startswith("wagtail")}
    assert ours == MOVED | LEFT


def test_staff_look_before_and_merge(
    desk: Client, alice: User, twin: User, edition: Edition
) -> None:
    finish(enrol_free(twin, edition.course))
    enrol_free(alice, edition.course)
    address = reverse("support:look_before_merge", args=[alice.public_id])
    look = desk.get(address, {"other": "ALICE.NG@example.org"}).content.decode()
    confirm = reverse("support:merge", args=[alice.public_id, twin.public_id])
    refused = desk.post(confirm, {"reason": ""})
    page = desk.post(confirm, {"reason": "She wrote from both."}, follow=True).content.decode()

    assert "What becomes of alice.ng@example.org" in look
    assert "The vagus nerve. Their rounds stand in a row" in look
    assert refused.status_code == 422
    assert "The accounts are one now" in page
    assert "Certificates" in page
    again = desk.post(confirm, {"reason": "Twice."}, follow=True).content.decode()
    assert "is closed" in again
    assert (
        "merged into"
        in desk.get(reverse("support:learner", args=[twin.public_id])).content.decode()
    )


def test_an_account_that_nobody_has_is_said(desk: Client, alice: User, carol: User) -> None:
    EmailAddress.objects.create(user=carol, email="nobody@example.org", verified=False)
    address = reverse("support:look_before_merge", args=[alice.public_id])

    answer = desk.get(address, {"other": "nobody@example.org"})

    assert answer.status_code == 422
    assert "Nobody has this" in answer.content.decode()


def test_the_timeline_goes_on_with_what_the_duplicate_did(
    desk: Client, alice: User, twin: User, jo: User
) -> None:
    Mail.objects.create(
        to=twin.email, sender="x", subject="Her old mail", state="sent", sent_at=timezone.now()
    )
    become_one(alice, twin, jo)

    page = desk.get(reverse("support:learner", args=[alice.public_id])).content.decode()

    assert "Her old mail" in page
    assert "Accounts merged" in page
