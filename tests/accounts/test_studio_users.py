"""People in the studio: roles are given there, nothing is taken over or deleted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.support.timeline.wording import words_of
from tests.factories import PASSWORD, make_user


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    """Somebody with the role Admin, who is no superuser."""
    user = make_user("kim@example.org", is_staff=True, first_name="Kim", last_name="Ng")
    user.groups.add(roles["Admin"])
    client: Client = sign_in(user)
    return client


def edit(client: Client, user: User, **fields: Any) -> int:
    values = {"first_name": "A", "last_name": "B", "is_active": "on", **fields}
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), values).status_code


def test_an_admin_gives_a_role_and_the_studio_opens(
    admin: Client, carol: User, roles: Any, sign_in: Any
) -> None:
    assert edit(admin, carol, groups=[roles["Author"].pk]) == 302

    carol.refresh_from_db()
    assert carol.is_staff
    assert sign_in(carol).get("/cms/").status_code == 200


def test_an_admin_cannot_take_over_a_superuser(admin: Client) -> None:
    boss = make_user("boss@example.org", is_staff=True, is_superuser=True)

    edit(admin, boss, email="mine@example.org", password1="x" * 14, password2="x" * 14)

    boss.refresh_from_db()
    assert (boss.email, boss.is_superuser) == ("boss@example.org", True)
    assert boss.check_password(PASSWORD)


def test_neither_address_nor_password_nor_all_powers_are_given_here(
    admin: Client, carol: User
) -> None:
    fields = {"email": "mine@example.org", "password1": "x" * 14, "password2": "x" * 14}

    edit(admin, carol, is_superuser="on", **fields)

    carol.refresh_from_db()
    assert (carol.email, carol.is_superuser) == ("carol@example.org", False)
    assert carol.check_password(PASSWORD)


def test_an_account_with_records_is_never_deleted(enrolment: Enrolment, sign_in: Any) -> None:
    boss = sign_in(make_user("boss@example.org", is_staff=True, is_superuser=True))
    learner = enrolment.learner

    boss.post(reverse("wagtailusers_users:delete", args=[learner.pk]))
    boss.post(f"/cms/bulk/accounts/user/delete/?id={learner.pk}")

    assert User.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize("address", ["/_util/login/", "/cms/_util/login/", "/cms/password_reset/"])
def test_there_is_one_sign_in_and_it_is_not_wagtails(db: None, address: str) -> None:
    answer = Client().post(address, {"username": "kim@example.org", "password": PASSWORD})

    assert answer.headers["Location"].startswith("/accounts/login/")


def bulk(client: Client, act: str, *people: User, **fields: Any) -> int:
    """Do something to many at once."""
    chosen = "&".join(f"id={person.pk}" for person in people)
    return client.post(f"/cms/bulk/accounts/user/{act}/?{chosen}", fields).status_code


@pytest.fixture
def boss(db: None) -> User:
    """Somebody who may do everything."""
    return make_user("boss@example.org", is_staff=True, is_superuser=True)


def test_an_admin_switches_off_no_superuser_among_many(
    admin: Client, boss: User, carol: User
) -> None:
    bulk(admin, "set_active_state", carol, boss, mark_as_active="False")

    assert User.objects.filter(pk__in=[boss.pk, carol.pk], is_active=True).count() == 2


def test_an_admin_gives_no_role_to_a_superuser_among_many(
    admin: Client, boss: User, carol: User, roles: Any
) -> None:
    bulk(admin, "assign_role", carol, boss, role=roles["Finance"].pk)

    assert not roles["Finance"].user_set.exists()


def test_a_superuser_does_both(boss: User, carol: User, roles: Any, sign_in: Any) -> None:
    other = make_user("other@example.org", is_staff=True, is_superuser=True)

    bulk(sign_in(boss), "assign_role", carol, other, role=roles["Finance"].pk)
    bulk(sign_in(boss), "set_active_state", carol, other, mark_as_active="False")

    assert roles["Finance"].user_set.filter(is_active=False).count() == 2


def test_a_role_given_to_many_opens_the_studio_and_switching_off_shuts_it(
    admin: Client, alice: User, carol: User, roles: Any, sign_in: Any
) -> None:
    bulk(admin, "assign_role", alice, carol, role=roles["Author"].pk)

    assert User.objects.filter(pk__in=[alice.pk, carol.pk], is_staff=True).count() == 2
    assert sign_in(carol).get("/cms/").status_code == 200

    bulk(admin, "set_active_state", alice, carol, mark_as_active="False")
    assert not User.objects.filter(pk__in=[alice.pk, carol.pk], is_staff=True).exists()


def told(user: User) -> list[tuple[Any, ...]]:
    """Return what was written down of somebody's roles: who did it, what, and which."""
    entries = AuditEntry.objects.filter(subject=user, act__startswith="role.").order_by("pk")
    return [(entry.actor and entry.actor.first_name, entry.act, entry.details) for entry in entries]


def test_roles_given_and_taken_are_written_down(admin: Client, carol: User, roles: Any) -> None:
    edit(admin, carol, groups=[roles["Author"].pk, roles["Support"].pk])
    edit(admin, carol, groups=[roles["Finance"].pk, roles["Support"].pk])
    edit(admin, carol, groups=[roles["Finance"].pk, roles["Support"].pk])

    assert told(carol) == [
        ("Kim", "role.given", {"roles": ["Author", "Support"]}),
        ("Kim", "role.given", {"roles": ["Finance"]}),
        ("Kim", "role.taken", {"roles": ["Author"]}),
    ]


def test_roles_of_a_new_colleague_are_written_down(admin: Client, roles: Any) -> None:
    values = {"email": "new@example.org", "first_name": "N", "last_name": "W", "is_active": "on",
              "groups": [roles["Reviewer"].pk]}  # fmt: skip

    admin.post(reverse("wagtailusers_users:add"), values)

    new = User.objects.get(email="new@example.org")
    assert told(new) == [("Kim", "role.given", {"roles": ["Reviewer"]})]


def test_a_role_given_to_many_is_written_down_for_each_who_lacked_it(
    admin: Client, alice: User, carol: User, roles: Any
) -> None:
    alice.groups.add(roles["Author"])

    bulk(admin, "assign_role", alice, carol, role=roles["Author"].pk)
    bulk(admin, "set_active_state", alice, carol, mark_as_active="False")

    assert told(alice) == []
    assert told(carol) == [("Kim", "role.given", {"roles": ["Author"]})]


def test_switching_people_off_and_on_is_written_down(
    admin: Client, alice: User, carol: User, roles: Any
) -> None:
    bulk(admin, "set_active_state", alice, carol, mark_as_active="False")
    bulk(admin, "set_active_state", carol, mark_as_active="False")
    edit(admin, carol, groups=[])

    written = AuditEntry.objects.filter(act__startswith="account.switched").order_by("pk")
    assert [(entry.subject, entry.act) for entry in written] == [
        (alice, "account.switched_off"),
        (carol, "account.switched_off"),
        (carol, "account.switched_on"),
    ]


def test_what_is_written_down_has_words(carol: User) -> None:
    entries = [AuditEntry(act=act, thing="Author") for act in ("role.given", "role.taken")]

    assert [words_of(entry) for entry in entries] == ["Role given (Author)", "Role taken (Author)"]
