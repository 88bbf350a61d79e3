"""Before it may be told, nothing that leaves us tells what is right; afterwards everything does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.enrolment.models import Enrolment
from tests.conftest import SignIn
from tests.every_kind import publish_and_take_up
from tests.study import answer_all, start_quiz, wrong_answer

TELLTALES = re.compile(
    r"SECRET|is_right|is-right|is-wrong|is-missed|[\"']right[\"']|correct|weight=|tolerance"
    r"|hypoglossus|87\.25|83\.75|90\.75|41\.75|data-(?:right|score|points)"
    r"|(?:value|name)=.(?:question-\d|matched|ordered|counted|named|case)|bonaz",
    re.IGNORECASE,
)
CHOICE = re.compile(r'value="(\w+)"[^>]*>\s*<span>([^<]+)<')
SLUG, QUIZ = "vagus-nerve", "final-quiz"
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def client(alice: User, every_kind: Enrolment, sign_in: SignIn) -> Client:
    client: Client = sign_in(alice)
    return client


def all_of(response: Any) -> str:
    """Return headers and body of a response."""
    assert response.status_code < 400
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return unescape(f"{headers}\n{response.content.decode()}")


def told(pages: Iterator[str]) -> list[str]:
    return [found for page in pages for found in TELLTALES.findall(page)]


def fields(question: dict[str, Any], answer: Any, prefix: str = "") -> list[tuple[str, str]]:
    """Return an answer as the page's form sends it."""
    if question["kind"] == "vignette":
        parts = enumerate(question["questions"], start=1)
        return [
            row
            for number, part in parts
            for row in fields(part, answer[part["key"]], f"p{number}-")
        ]
    if isinstance(answer, dict):
        return [(f"{prefix}answer-{left}", right) for left, right in answer.items()]
    name = f"{prefix}order" if question["kind"] == "ordering" else f"{prefix}answer"
    return [(name, value) for value in ([answer] if isinstance(answer, str) else answer)]


def form_of(attempt: QuizAttempt, number: int, **more: str) -> dict[str, Any]:
    """Return a whole form of a question, answered wrongly, as the test client takes it."""
    question = drawn_question(attempt, attempt.drawn_keys[number - 1])
    rows = [("question", str(number)), *fields(question, wrong_answer(question)), *more.items()]
    return {"data": urlencode(rows), "content_type": "application/x-www-form-urlencoded"}


def way_in(client: Client) -> Iterator[str]:
    yield all_of(client.get(reverse("classroom:course", args=[SLUG])))
    yield all_of(client.get(reverse("classroom:quiz", args=[SLUG, QUIZ])))
    yield all_of(client.post(reverse("classroom:start", args=[SLUG, QUIZ])))


def whole_attempt(client: Client) -> Iterator[str]:
    """Go through an attempt as a learner and the page's script do, up to the last look; yield all
    that comes back."""
    yield from way_in(client)
    attempt = QuizAttempt.objects.get(state="open")
    question = reverse("classroom:question", args=[attempt.public_id])
    answer = reverse("classroom:answer", args=[attempt.public_id])
    for number in range(1, attempt.question_count + 1):
        yield all_of(client.get(question, {"q": number}))
        yield all_of(client.post(answer, **form_of(attempt, number), headers=AUTOSAVE))
        yield all_of(client.post(answer, **form_of(attempt, number, autosave="1")))
        yield all_of(client.post(answer, **form_of(attempt, number, then="check")))
        yield all_of(client.post(answer, **form_of(attempt, number, move="up-b")))
        yield all_of(client.post(answer, **form_of(attempt, number)))
        yield all_of(client.get(question, {"q": number}, headers={"HX-Request": "true"}))
    yield all_of(client.get(reverse("classroom:check", args=[attempt.public_id])))
    yield all_of(client.get(reverse("classroom:dashboard")))
    yield all_of(client.get(reverse("classroom:quiz", args=[SLUG, QUIZ])))


def result_of(client: Client, attempt: QuizAttempt) -> str:
    return all_of(client.get(reverse("classroom:result", args=[attempt.public_id]), follow=True))


def test_no_response_tells_what_is_right_before_submitting(client: Client) -> None:
    pages = list(whole_attempt(client))

    assert len(pages) == 6 + 8 * 7
    assert told(iter(pages)) == []


def test_the_result_of_an_open_attempt_shows_nothing(client: Client, every_kind: Enrolment) -> None:
    assert told(iter([result_of(client, start_quiz(every_kind))])) == []


def test_everything_is_told_after_submitting(client: Client, every_kind: Enrolment) -> None:
    attempt = start_quiz(every_kind)
    answer_all(attempt, right=False)
    client.post(reverse("classroom:submit", args=[attempt.public_id]))

    page = result_of(client, attempt)

    assert page.count("SECRET explanation") == 10
    for secret in ("SECRET because Upwards", "83.75 to 90.75 mmHg", "hypoglossus", "41.75"):
        assert secret in page
    assert "SECRET number None" in page  # to every other number


def test_only_right_or_not_is_told_until_the_quiz_is_passed(
    client: Client, every_kind: Enrolment
) -> None:
    publish_and_take_up(every_kind, release="passed")
    pages = list(whole_attempt(client))
    attempt = QuizAttempt.objects.get()
    pages.append(
        all_of(client.post(reverse("classroom:submit", args=[attempt.public_id]), follow=True))
    )

    assert told(iter(pages)) == []
    assert pages[-1].count("Not right") > 8
    answer_all(second := start_quiz(every_kind))
    client.post(reverse("classroom:submit", args=[second.public_id]))
    assert "SECRET explanation" in result_of(client, attempt)


def test_the_last_attempt_tells_nothing_of_an_earlier_one_while_it_is_open(
    client: Client, every_kind: Enrolment
) -> None:
    publish_and_take_up(every_kind, release="passed", attempt_limit=2)
    first = start_quiz(every_kind)
    client.post(reverse("classroom:submit", args=[first.public_id]))
    second = start_quiz(every_kind)

    assert told(iter([result_of(client, first)])) == []
    client.post(reverse("classroom:submit", args=[second.public_id]))
    assert "SECRET explanation" in result_of(client, first)


def test_checking_tells_of_this_question_only(client: Client, every_kind: Enrolment) -> None:
    publish_and_take_up(every_kind, mode="each", release="passed")
    pages = list(way_in(client))
    attempt = QuizAttempt.objects.get()
    question = reverse("classroom:question", args=[attempt.public_id])
    answer = reverse("classroom:answer", args=[attempt.public_id])
    for number in range(1, 9):
        pages.append(all_of(client.get(question, {"q": number})))
        pages.append(all_of(client.post(answer, **form_of(attempt, number, then="check"))))

        own = all_of(client.get(question, {"q": number}))

        stem = drawn_question(attempt, attempt.drawn_keys[number - 1])["explanation"]
        assert own.count("SECRET explanation") == (3 if number == 8 else 1), stem
    assert told(iter(pages)) == []


def test_place_and_letter_of_a_choice_say_nothing(client: Client, enrolment: Enrolment) -> None:
    seen = set()
    for _ in range(24):
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
