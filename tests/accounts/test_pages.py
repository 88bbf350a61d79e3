"""Country, profile, and the studio's way in."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from tests.study import finish

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "\\\\evil.example",
    "/\\evil.example",
    "http:///evil.example",
    "//evil.example@testserver/",
    "\x00//evil.example",
    "ftp://evil.example",
    "https:testserver.evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_switching_country_never_leaves_the_site(db: None, target: str) -> None:
    response = Client().post("/accounts/country/", {"country": "GB", "next": target})

    assert response.headers["Location"].startswith("/")
    assert not response.headers["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("languages", "label"),
    [("en-GB,en", "United Kingdom, £"), ("en-AU", "Australia, A$"), ("de", "Australia")],
)
def test_the_country_is_guessed_from_the_browser(db: None, languages: str, label: str) -> None:
    page = Client().get("/verify/", headers={"accept-language": languages}).content.decode()

    assert label in page


def test_the_chosen_country_is_remembered(db: None) -> None:
    client = Client()
    client.post("/accounts/country/", {"country": "GB", "next": "/verify/"})

    page = client.get("/verify/", headers={"accept-language": "en-AU"}).content.decode()

    assert "United Kingdom, £" in page


def test_a_certificate_that_waits_for_a_name_comes_when_the_name_is_saved(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    User.objects.filter(pk=alice.pk).update(certificate_name="")
    enrolment.refresh_from_db()
    finish(enrolment)
    assert not Certificate.objects.exists()

    sign_in(alice).post("/accounts/profile/", {"certificate_name": "Alice Ó Sé", "country": "AU"})

    assert Certificate.objects.get().name == "Alice Ó Sé"


def test_a_signed_in_learner_is_refused_at_the_studio_without_a_loop(
    alice: User, sign_in: Any
) -> None:
    assert sign_in(alice).get("/cms/login/").status_code == 403


def test_a_stranger_at_the_studio_is_sent_to_the_one_sign_in(db: None) -> None:
    response = Client().get("/cms/login/?next=/cms/pages/")

    assert response.headers["Location"] == "/accounts/login/?next=%2Fcms%2Fpages%2F"


def test_outside_the_demo_staff_need_a_second_step(dan: User, sign_in: Any, settings: Any) -> None:
    client = sign_in(dan)
    assert client.get("/cms/").status_code == 200

    settings.IS_DEMO = False

    assert client.get("/cms/").headers["Location"] == "/accounts/2fa/"


def test_personal_pages_are_never_stored(alice: User, sign_in: Any) -> None:
    assert "no-store" in sign_in(alice).get("/learn/").headers["Cache-Control"]


def test_a_disabled_learner_is_out_at_the_next_request(alice: User, sign_in: Any) -> None:
    client = sign_in(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert client.get("/learn/").status_code == 302
