"""What every request goes through."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.attempts import starting
from cpd.logs import JsonFormatter, RequestIdFilter


@pytest.mark.parametrize("path", ["/verify/%00/", "/courses/%00/", "/learn/a%00b/"])
def test_a_null_character_in_an_address_is_no_page(db: None, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_broken_session_cookie_is_a_visitor(db: None) -> None:
    client = Client()
    client.cookies["session"] = "\x00aaaaaaaaaaaaaaa"

    assert client.get("/verify/").status_code == 200


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_answers_whatever_the_host(db: None, path: str) -> None:
    assert Client().get(path, HTTP_HOST="10.0.0.7").status_code == 200


def test_a_page_that_is_not_there_is_logged_with_the_requests_id(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        answer = Client().get("/nothing-here/")

    record = caplog.records[-1]
    RequestIdFilter().filter(record)
    line = json.loads(JsonFormatter().format(record))
    assert line["request"] == answer.headers["X-Request-ID"]


def test_pages_are_compressed_and_files_are_not(db: None) -> None:
    client = Client(headers={"accept-encoding": "gzip"})

    assert client.get("/courses/").headers["Content-Encoding"] == "gzip"


def test_the_studio_and_its_previews_stand_in_frames_of_the_site_only(
    dan: User, sign_in: Any
) -> None:
    policy = sign_in(dan).get("/cms/").headers["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert "frame-ancestors 'none'" in Client().get("/").headers["Content-Security-Policy"]


def test_an_answer_from_a_page_older_than_the_sign_in_is_kept(alice: User, enrolment: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, "allauth.account.auth_backends.AuthenticationBackend")
    attempt = starting.start(enrolment, enrolment.edition.items.get(key="final-quiz"))
    address = f"/learn/attempts/{attempt.public_id}/"

    answer = client.post(f"{address}answer/", {"question": "2", "answer": "a"})

    assert answer.headers["Location"] == address
    page = client.get(address)
    assert page.context["number"] == 2
    assert [choice["is_chosen"] for choice in page.context["question"]["choices"]].count(True) == 1
