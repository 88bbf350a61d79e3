"""Professional bodies and their rules in the studio: for admins, and nothing is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.loading import load_bodies
from accounts.models import PointRule, ProfessionalBody, User
from tests.bodies import make_body, make_rule
from tests.factories import make_user

NAMES = "wagtailsnippets_accounts_professionalbody"


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    """Kim at the desk."""
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Admin"])
    client: Client = sign_in(user)
    return client


def fields(*rules: dict[str, Any], stored: int = 0, **values: Any) -> dict[str, Any]:
    """The body's form, with these rules; the first ones are stored already."""
    empty = {"valid_from": "", "valid_until": "", "note": "", "as_of": "", "confidence": "high"}
    sent = {
        f"rules-{number}-{name}": value
        for number, rule in enumerate(rules)
        for name, value in {**empty, "source_url": "https://a.example/", **rule}.items()
    }
    return {
        "name": "Association of Hands",
        "abbreviation": "AOH",
        "slug": "aoh",
        "country": "AU",
        "kind": "association",
        "website": "https://a.example/",
        "is_listed": "on",
        "unit_singular": "hour",
        "unit_plural": "hours",
        "confidence": "high",
        "as_of": "2026",
        "sources": "",
        "notes": "",
        "rules-TOTAL_FORMS": len(rules),
        "rules-INITIAL_FORMS": stored,
        "rules-MIN_NUM_FORMS": 0,
        "rules-MAX_NUM_FORMS": 1000,
        **sent,
        **values,
    }


def edit(body: ProfessionalBody) -> str:
    return reverse(f"{NAMES}:edit", args=[body.pk])


def test_an_admin_makes_a_body_with_its_rule(admin: Client) -> None:
    response = admin.post(reverse(f"{NAMES}:add"), fields({"minutes_per_unit": 60}))

    assert response.status_code == 302
    assert PointRule.objects.get(body__slug="aoh").minutes_per_unit == 60


def test_a_rule_needs_its_source(admin: Client) -> None:
    admin.post(reverse(f"{NAMES}:add"), fields({"minutes_per_unit": 60, "source_url": ""}))

    assert not ProfessionalBody.objects.exists()


def test_two_rules_that_meet_are_refused(admin: Client) -> None:
    rules = ({"valid_until": "2026-07-01"}, {"valid_from": "2026-07-01"})

    page = admin.post(reverse(f"{NAMES}:add"), fields(*rules)).content.decode()

    assert "Two rules hold on one day" in page
    assert not ProfessionalBody.objects.exists()


def test_a_rule_is_ended_and_the_next_one_added_in_one_go(admin: Client) -> None:
    body = make_body("aoh")
    rule = make_rule(body)
    old = {"id": rule.pk, "minutes_per_unit": 60, "valid_until": "2026-06-30"}
    new = {"minutes_per_unit": 50, "valid_from": "2026-07-01"}

    response = admin.post(edit(body), fields(old, new, stored=1))

    assert response.status_code == 302
    assert sorted(body.rules.values_list("minutes_per_unit", flat=True)) == [50, 60]


def test_a_stored_rule_is_not_deleted(admin: Client) -> None:
    body = make_body("aoh")
    rule = make_rule(body)

    page = admin.post(edit(body), fields({"id": rule.pk, "DELETE": "on"}, stored=1))

    assert "give it a last day" in page.content.decode()
    assert body.rules.exists()


def test_a_body_keeps_its_slug(admin: Client) -> None:
    body = make_body("aoh")

    page = admin.post(edit(body), fields(slug="other")).content.decode()

    assert "it stays so" in page
    assert ProfessionalBody.objects.get().slug == "aoh"


def test_nobody_deletes_a_body_and_only_admins_see_them(
    admin: Client, bob: User, dan: User, sign_in: Any
) -> None:
    body = make_body("aoh")

    assert admin.get(reverse(f"{NAMES}:list")).status_code == 200
    assert admin.post(reverse(f"{NAMES}:delete", args=[body.pk])).status_code != 200
    assert ProfessionalBody.objects.exists()
    for user in (bob, dan):
        assert sign_in(user).get(edit(body)).status_code == 302


def test_saving_without_a_change_does_not_count_as_one(admin: Client) -> None:
    load_bodies()
    body = ProfessionalBody.objects.get(slug="amt")
    rule = body.rules.get()
    names = ("name", "abbreviation", "slug", "country", "kind", "website", "notes", "as_of")
    values = {name: getattr(body, name) for name in (*names, "unit_singular", "unit_plural")}
    sources = body.sources.replace("\n", "\r\n")  # as browsers send it
    sent = {name: getattr(rule, name) for name in ("minutes_per_unit", "source_url", "as_of")}
    first = {"id": rule.pk, **sent, "confidence": rule.confidence}

    response = admin.post(
        edit(body),
        fields(first, stored=1, **values, sources=sources, confidence=body.confidence),
    )

    assert response.status_code == 302
    assert load_bodies().left == []
