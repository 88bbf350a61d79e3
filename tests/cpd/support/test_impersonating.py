"""Support sees the site as a learner: it reads, changes nothing, and is written down."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.classroom import views
from courses.classroom.dashboard import shelf_of
from courses.enrolment.models import Enrolment
from courses.progress.models import LessonCompletion
from cpd.audit.models import AuditEntry
from cpd.support.impersonating.pages import OPEN
from tests.factories import make_user
from tests.house.routes import routes
from tests.study import start_quiz

STOP = "/cms/support/stop/"


def begin(desk: Client, user: User, reason: str = "Cannot find her course.") -> Any:
    return desk.post(reverse("support:impersonate", args=[user.public_id]), {"reason": reason})


def test_pages_are_the_learners_with_a_banner(desk: Client, enrolment: Enrolment) -> None:
    begin(desk, enrolment.learner)

    for path in ("/learn/", "/learn/vagus-nerve/", "/learn/vagus-nerve/lessons/lesson-1/", "/"):
        page = desk.get(path).content.decode()
        assert "You see the site as <strong>Alice Nguyễn</strong>" in page, path
        assert f'action="{STOP}"' in page
    assert "The vagus nerve" in desk.get("/learn/").content.decode()


def test_the_banner_stands_on_pages_of_errors_too(desk: Client, alice: User) -> None:
    begin(desk, alice)

    for path in ("/learn/nothing/", "/no/such/page/", "/cms/"):
        assert "You see the site as" in desk.get(path).content.decode(), path


def test_stopping_leads_back_and_both_ends_are_written_down(
    desk: Client, jo: User, alice: User
) -> None:
    begin(desk, alice)
    page = desk.post(STOP, follow=True).content.decode()

    entries = AuditEntry.objects.filter(act__startswith="impersonation.")
    assert {(entry.act, entry.actor, entry.subject, entry.reason) for entry in entries} == {
        ("impersonation.started", jo, alice, "Cannot find her course."),
        ("impersonation.stopped", jo, alice, "Cannot find her course."),
    }
    assert "Seen as the learner by support" in page
    assert desk.get("/cms/").status_code == 200
    assert "You see the site as" not in desk.get("/learn/").content.decode()


def test_stopping_twice_is_harmless(desk: Client, alice: User) -> None:
    begin(desk, alice)

    assert [desk.post(STOP).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(act="impersonation.stopped").count() == 1


def test_nothing_is_changed_whatever_is_sent(desk: Client, enrolment: Enrolment) -> None:
    begin(desk, enrolment.learner)
    paths = {route.path for route in routes()} - {STOP}
    before = AuditEntry.objects.count()

    answered = {path for path in paths if desk.post(path).status_code != 403}

    assert answered == {"/livez", "/readyz"}  # before any session, and not for POST
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_unsafe_methods_are_refused(desk: Client, enrolment: Enrolment, method: str) -> None:
    begin(desk, enrolment.learner)

    assert getattr(desk, method)("/learn/vagus-nerve/").status_code == 403


def test_a_lesson_is_not_completed_and_says_why(desk: Client, enrolment: Enrolment) -> None:
    begin(desk, enrolment.learner)

    answer = desk.post("/learn/vagus-nerve/lessons/lesson-1/complete/")

    assert "Nothing is changed, paid or submitted" in answer.content.decode()
    assert not LessonCompletion.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "usersessions_list",
        "payments:checkout",
        "payments:return",
        "wagtailadmin_home",
        "support:search",
        "outbox:mail",
        "certificates:transcript",
    ],
)
def test_secrets_the_checkout_and_the_studio_stay_closed(
    desk: Client, alice: User, name: str
) -> None:
    begin(desk, alice)

    assert desk.get(reverse(name)).status_code == 403


def test_only_named_pages_are_open() -> None:
    known = {route.name for route in routes()}

    assert known >= OPEN
    assert not [name for name in OPEN if name.startswith(("account_", "mfa_", "wagtailadmin"))]


def test_reading_leaves_no_trace(desk: Client, enrolment: Enrolment) -> None:
    learner = enrolment.learner
    attempt = start_quiz(enrolment)
    begin(desk, learner)
    before = (
        Enrolment.objects.values().get(),
        User.objects.values().get(pk=learner.pk),
        AuditEntry.objects.count(),
    )

    for path in (
        "/learn/vagus-nerve/lessons/lesson-1/",
        "/learn/vagus-nerve/quiz/final-quiz/",
        f"/learn/attempts/{attempt.public_id}/",
    ):
        assert desk.get(path).status_code == 200, path
    desk.post("/learn/vagus-nerve/lessons/lesson-1/seen/")

    after = (
        Enrolment.objects.values().get(),
        User.objects.values().get(pk=learner.pk),
        AuditEntry.objects.count(),
    )
    assert after == before


def test_what_a_page_writes_is_undone(
    desk: Client, enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk, enrolment.learner)

    def write(user: User) -> Any:
        User.objects.filter(pk=user.pk).update(certificate_name="Mallory")
        return shelf_of(user)

    monkeypatch.setattr(views, "shelf_of", write)
    assert desk.get("/learn/").status_code == 200
    assert User.objects.get(pk=enrolment.learner_id).certificate_name == "Alice Nguyễn"


def test_it_ends_after_half_an_hour(desk: Client, alice: User) -> None:
    begin(desk, alice)

    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        late = desk.post("/learn/anything/")
        page = desk.get("/learn/").content.decode()

    assert late["Location"] == reverse("support:learner", args=[alice.public_id])
    assert "You see the site as" not in page
    assert AuditEntry.objects.get(act="impersonation.stopped").details == {"ended": "time was up"}


def test_it_ends_with_the_right(desk: Client, jo: User, alice: User) -> None:
    begin(desk, alice)
    jo.groups.clear()

    assert desk.get("/learn/").status_code == 302
    assert "Alice" not in desk.get("/learn/").content.decode()


def test_it_ends_when_the_learner_becomes_staff(desk: Client, alice: User) -> None:
    begin(desk, alice)
    User.objects.filter(pk=alice.pk).update(is_staff=True)

    assert desk.get("/learn/").status_code == 302
    assert desk.get("/cms/").status_code == 200


@pytest.mark.parametrize("values", [{"is_staff": True}, {"is_superuser": True}])
def test_staff_are_never_impersonated(desk: Client, values: dict[str, bool]) -> None:
    other = make_user("kim@example.org", **values)

    begin(desk, other)

    assert "You see the site as" not in desk.get("/learn/").content.decode()
    assert not AuditEntry.objects.filter(act="impersonation.started").exists()


def test_roles_alone_make_staff(desk: Client, bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(is_staff=False)

    begin(desk, bob)

    assert "You see the site as" not in desk.get("/learn/").content.decode()


def test_it_wants_a_reason(desk: Client, alice: User) -> None:
    begin(desk, alice, reason="  ")

    assert "You see the site as" not in desk.get("/learn/").content.decode()


def test_a_learner_or_an_author_begins_nothing(
    alice: User, carol: User, bob: User, sign_in: Any
) -> None:
    for user in (alice, bob):
        client = sign_in(user)
        begin(client, carol)
        assert "You see the site as" not in client.get("/learn/").content.decode()


def test_the_second_step_is_not_gone_around(
    desk: Client, jo: User, alice: User, settings: Any
) -> None:
    settings.IS_DEMO = False
    address = reverse("support:learner", args=[alice.public_id])
    without = [desk.get("/cms/support/"), desk.get(address), begin(desk, alice)]
    assert {answer["Location"] for answer in without} == {reverse("mfa_index")}
    assert not AuditEntry.objects.filter(act="impersonation.started").exists()

    step = Authenticator.objects.create(user=jo, type="totp", data={"secret": "x"})
    begin(desk, alice)
    within = desk.get("/learn/")
    step.delete()

    assert within.status_code == 200
    assert desk.get("/learn/")["Location"] == reverse("mfa_index")


def test_another_sign_in_on_the_same_browser_inherits_nothing(
    desk: Client, alice: User, carol: User
) -> None:
    begin(desk, alice)
    desk.force_login(carol, "allauth.account.auth_backends.AuthenticationBackend")

    assert "You see the site as" not in desk.get("/learn/").content.decode()
