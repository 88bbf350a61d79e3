"""Allowances in the studio: given by support, logged, ended, and without their reason once the
account is closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.closing import close_account
from accounts.models import User
from courses.attempts.allowances import extra_for
from courses.attempts.allowing import give_allowance
from courses.attempts.models import Allowance
from courses.editions.models import Edition
from courses.quizzes.models import Quiz
from cpd.audit.models import AuditEntry
from tests.factories import make_user

GIVE = reverse("assessment:give_allowance")
LIST = "/cms/assessment/lists/allowance/"
ASKED = {
    "email": "ALICE@example.org",
    "quiz": "",
    "extra_time_percent": "25",
    "extra_attempts": "0",
    "reason": "Agreed with the learner.",
}


@pytest.fixture
def support(roles: Any, sign_in: Any) -> Client:
    user = make_user("sam@example.org", is_staff=True, first_name="Sam", last_name="Webb")
    user.groups.add(roles["Support"])
    client: Client = sign_in(user)
    return client


def test_support_gives_one_and_the_log_says_so(support: Client, alice: User) -> None:
    page = support.post(GIVE, ASKED, follow=True).content.decode()

    allowance = Allowance.objects.get(learner=alice)
    assert (allowance.quiz, allowance.extra_time_percent) == (None, 25)
    assert "Agreed with the learner." in page
    assert "Allowance given, Sam Webb" in page
    entry = AuditEntry.objects.get(act="allowance.given")
    assert (entry.subject, entry.details["extra_time_percent"], entry.reason) == (alice, 25, "")


def test_a_form_that_is_sent_twice_gives_once(support: Client, alice: User) -> None:
    for _ in range(2):
        support.post(GIVE, {**ASKED, "extra_attempts": "1"})
    support.post(GIVE, {**ASKED, "extra_attempts": "1", "reason": "And once more."})

    assert Allowance.objects.filter(learner=alice).count() == 2
    assert AuditEntry.objects.filter(act="allowance.given").count() == 2


def test_it_holds_at_its_quiz_until_it_is_ended(
    support: Client, alice: User, edition: Edition
) -> None:
    quiz = Quiz.objects.get(module__course=edition.course)
    support.post(GIVE, {**ASKED, "quiz": quiz.pk, "extra_attempts": "2"})
    allowance = Allowance.objects.get()
    before = extra_for(alice.pk, quiz.pk)

    address = reverse("assessment:end_allowance", args=[allowance.pk])
    support.post(address)
    support.post(address)

    assert (before.time_percent, before.attempts) == (25, 2)
    assert extra_for(alice.pk, quiz.pk).attempts == 0
    assert AuditEntry.objects.filter(act="allowance.ended").count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account with this address."),
        ({"extra_time_percent": "0"}, "Give extra time, extra attempts, or both."),
        ({"extra_time_percent": "900"}, "less than or equal to 400"),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    values: dict[str, str], words: str, support: Client, alice: User
) -> None:
    page = support.post(GIVE, {**ASKED, **values})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert (values.get("email") or ASKED["email"]) in page.content.decode()
    assert not Allowance.objects.exists()


def test_the_list_says_who_gave_it_and_is_searched_by_address(
    support: Client, alice: User, dan: User
) -> None:
    row = give_allowance(alice, extra_attempts=1, reason="A broken connection.", by=dan)
    address = reverse("assessment:allowance", args=[row.pk])

    found = support.get(LIST, {"q": "alice@"}).content.decode()
    other = support.get(LIST, {"q": "carol@"}).content.decode()

    assert "Dan Reid" in found
    assert address in found
    assert address not in other


def test_an_author_has_no_part_in_it(bob: User, sign_in: Any, alice: User) -> None:
    sign_in(bob).post(GIVE, ASKED)

    assert not Allowance.objects.exists()


def test_closing_the_account_takes_the_reason_and_leaves_the_fact(
    support: Client, alice: User
) -> None:
    support.post(GIVE, ASKED)

    close_account(alice)

    allowance = Allowance.objects.get()
    assert (allowance.reason, allowance.extra_time_percent) == ("", 25)
    assert "Agreed" not in str(list(AuditEntry.objects.values()))
