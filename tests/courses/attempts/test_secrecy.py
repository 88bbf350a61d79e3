"""Before submitting, nothing that leaves us tells what is right; afterwards everything does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.attempts.models import QuizAttempt
from courses.enrolment.models import Enrolment
from tests.conftest import SignIn
from tests.study import answer_all, start_quiz

TELLTALES = re.compile(
    r"SECRET|is_right|is-right|[\"']right[\"']|correct|data-(?:right|score|points)"
)
CHOICE = re.compile(r'value="(\w+)">\s*<span>([^<]+)<')


@pytest.fixture
def client(alice: User, enrolment: Enrolment, sign_in: SignIn) -> Client:
    client: Client = sign_in(alice)
    return client


def all_of(response: Any) -> str:
    """Return status line, headers and body of a response."""
    assert response.status_code < 400
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return unescape(f"{headers}\n{response.content.decode()}")


def whole_attempt(client: Client) -> Iterator[str]:
    """Go through an attempt as a learner does, up to the last look; yield all that comes back."""
    slug, headers = "vagus-nerve", {"X-Autosave": "1"}
    yield all_of(client.get(reverse("classroom:course", args=[slug])))
    yield all_of(client.get(reverse("classroom:quiz", args=[slug, "final-quiz"])))
    yield all_of(client.post(reverse("classroom:start", args=[slug, "final-quiz"])))
    attempt = QuizAttempt.objects.get()
    question = reverse("classroom:question", args=[attempt.public_id])
    answer = reverse("classroom:answer", args=[attempt.public_id])
    for number, key in enumerate(attempt.drawn_keys, start=1):
        yield all_of(client.get(question, {"q": number}))
        data = {"question": key, "choice": ["a", "b"]}
        yield all_of(client.post(answer, data, headers=headers))
        yield all_of(client.post(answer, data))
        yield all_of(client.get(question, {"q": number}, headers={"HX-Request": "true"}))
    yield all_of(client.get(reverse("classroom:check", args=[attempt.public_id])))
    yield all_of(client.get(reverse("classroom:dashboard")))
    yield all_of(client.get(reverse("classroom:quiz", args=[slug, "final-quiz"])))


def test_no_response_tells_what_is_right_before_submitting(client: Client) -> None:
    told = [TELLTALES.findall(page) for page in whole_attempt(client)]

    assert len(told) == 18
    assert [found for found in told if found] == []


def test_the_result_of_an_open_attempt_shows_nothing(client: Client, enrolment: Enrolment) -> None:
    attempt = start_quiz(enrolment)

    response = client.get(reverse("classroom:result", args=[attempt.public_id]), follow=True)

    assert response.redirect_chain
    assert TELLTALES.findall(all_of(response)) == []


def test_everything_is_told_after_submitting(client: Client, enrolment: Enrolment) -> None:
    attempt = start_quiz(enrolment)
    answer_all(attempt, right=False)
    client.post(reverse("classroom:submit", args=[attempt.public_id]))

    page = all_of(client.get(reverse("classroom:result", args=[attempt.public_id])))

    assert page.count("SECRET explanation") == 3
    assert "SECRET because Upwards" in page


def test_place_and_letter_of_a_choice_say_nothing(client: Client, enrolment: Enrolment) -> None:
    seen = set()
    for _ in range(40):
        attempt = start_quiz(enrolment)
        page = all_of(client.get(reverse("classroom:question", args=[attempt.public_id])))
        choices = [(key, text.strip()) for key, text in CHOICE.findall(page)]
        assert [key for key, _ in choices] == ["a", "b"]
        seen.add(tuple(text for _, text in choices))
        client.post(reverse("classroom:submit", args=[attempt.public_id]))

    assert seen == {("Upwards", "Downwards"), ("Downwards", "Upwards")}


def test_another_learner_sees_neither_questions_nor_result(
    enrolment: Enrolment, carol: User, sign_in: SignIn
) -> None:
    attempt = start_quiz(enrolment)
    names = ("question", "check", "result")

    pages = [
        sign_in(carol).get(reverse(f"classroom:{name}", args=[attempt.public_id])) for name in names
    ]

    assert [page.status_code for page in pages] == [404, 404, 404]
