"""One question a page: by form, by the page's script, without a session, late, checked at once."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.attempts.saving import check_answer
from courses.attempts.submitting import submit
from courses.enrolment.models import Enrolment, Grant
from courses.quizzes.showing.asking import ask
from tests.conftest import SignIn
from tests.every_kind import publish_and_take_up
from tests.factories import PASSWORD
from tests.study import answer, start_quiz

AUTOSAVE = {"X-Autosave": "1"}
ORDERED, COUNTED, NAMED, CASE = 5, 6, 7, 8
EVERY_KIND = [
    (1, {"answer": "b"}, "question-1", ["b"]),
    (2, {"answer": ["a", "c"]}, "question-2", ["a", "c"]),
    (3, {"answer": "b"}, "question-3", ["b"]),
    (4, {"answer-a": "c", "answer-b": ""}, "matched", {"a": "c"}),
    (5, {"order": ["d", "a", "b", "c"]}, "ordered", list("dabc")),
    (6, {"answer": "87,25 mmHg"}, "counted", "87,25 mmHg"),
    (7, {"answer": " Hypo-glossus "}, "named", "Hypo-glossus"),
    (
        8,
        {"p1-answer": "a", "p2-answer": "x"},
        "case",
        {"case-choice": ["a"], "case-number": "x"},
    ),
]


@pytest.fixture
def client(alice: User, sign_in: SignIn) -> Client:
    client: Client = sign_in(alice)
    return client


@pytest.fixture
def attempt(every_kind: Enrolment) -> QuizAttempt:
    return start_quiz(every_kind)


def send(client: Client, attempt: QuizAttempt, number: int, **fields: Any) -> Any:
    data = {"question": number, **fields}
    return client.post(f"/learn/attempts/{attempt.public_id}/answer/", data)


def save(client: Client, attempt: QuizAttempt, number: int, **fields: Any) -> Any:
    data = {"question": number, **fields}
    address = f"/learn/attempts/{attempt.public_id}/answer/"
    return client.post(address, data, headers=AUTOSAVE)


def page_of(client: Client, attempt: QuizAttempt, number: int) -> str:
    response = client.get(f"/learn/attempts/{attempt.public_id}/", {"q": number})
    return str(response.content.decode())


def stored(attempt: QuizAttempt, key: str) -> Any:
    return QuizAttempt.objects.get(pk=attempt.pk).answers.get(key)


@pytest.mark.parametrize(("number", "fields", "key", "expected"), EVERY_KIND)
def test_every_kind_is_saved_and_shown_again(
    client: Client, attempt: QuizAttempt, number: int, fields: Any, key: str, expected: Any
) -> None:
    response = send(client, attempt, number, **fields)

    assert response.status_code == 302
    assert stored(attempt, key) == expected
    shown = client.get(f"/learn/attempts/{attempt.public_id}/", {"q": number})
    assert shown.context["question"]["is_answered"]


@pytest.mark.parametrize(
    ("number", "fields", "target"),
    [
        (1, {}, "?q=2"),
        (1, {"then": "all"}, "check/"),
        (8, {}, "check/"),
        (5, {"order": list("abcd"), "move": "down-a"}, "?q=5#answer"),
        (0, {}, ""),
        (99, {}, ""),
        ("x", {}, ""),
        (1, {"then": "check"}, "?q=2"),
    ],
)
def test_the_button_says_where_to_go(
    client: Client, attempt: QuizAttempt, number: Any, fields: Any, target: str
) -> None:
    response = send(client, attempt, number, **fields)

    assert response.headers["Location"] == f"/learn/attempts/{attempt.public_id}/{target}"


def test_an_item_moves_without_script(client: Client, attempt: QuizAttempt) -> None:
    send(client, attempt, ORDERED, order=list("abcd"), move="down-a")
    send(client, attempt, ORDERED, order=list("bacd"), move="up-c")

    assert stored(attempt, "ordered") == list("bcad")


def test_an_attempt_opens_at_the_first_question_without_an_answer(
    client: Client, attempt: QuizAttempt
) -> None:
    for key in ("question-1", "question-2"):
        answer(attempt, key, ["a"])

    assert client.get(f"/learn/attempts/{attempt.public_id}/").context["number"] == 3


def test_the_script_is_told_that_it_is_saved(client: Client, attempt: QuizAttempt) -> None:
    response = save(client, attempt, COUNTED, answer="87", page="p", serial="1", age="40")

    assert json.loads(response.content) == {"state": "saved", "unreadable": []}


def test_what_is_no_number_is_kept_with_a_hint(client: Client, attempt: QuizAttempt) -> None:
    response = save(client, attempt, CASE, **{"p1-answer": "a", "p2-answer": "about 40"})

    assert json.loads(response.content)["unreadable"] == ["p2-answer"]
    assert 'value="about 40"' in page_of(client, attempt, CASE)
    last_look = client.get(f"/learn/attempts/{attempt.public_id}/check/").content.decode()
    assert "A number here cannot be read." in last_look


def test_an_older_save_changes_nothing(client: Client, attempt: QuizAttempt) -> None:
    save(client, attempt, 1, answer="a", page="p", serial="2")

    response = save(client, attempt, 1, answer="b", page="p", serial="1")

    assert (response.status_code, json.loads(response.content)["state"]) == (409, "newer")
    assert stored(attempt, "question-1") == ["a"]


@pytest.mark.parametrize(
    "fields", [{"age": "x"}, {"serial": "-1"}, {"age": "9" * 40}, {"page": "x" * 9999}]
)
def test_nonsense_from_a_script_is_no_error(
    client: Client, attempt: QuizAttempt, fields: dict[str, str]
) -> None:
    assert save(client, attempt, 1, answer="a", **fields).status_code == 200


def test_a_late_answer_is_refused_with_the_result(client: Client, attempt: QuizAttempt) -> None:
    submit(attempt)

    by_script = save(client, attempt, 1, answer="a")
    by_form = send(client, attempt, 1, answer="a")

    result = f"/learn/attempts/{attempt.public_id}/result/"
    assert json.loads(by_script.content) == {"state": "submitted", "address": result}
    assert by_form.headers["Location"] == result
    assert "already submitted" in client.get(result).content.decode()
    assert stored(attempt, "question-1") is None


def test_an_answer_after_the_time_closes_the_attempt(client: Client, attempt: QuizAttempt) -> None:
    answer(attempt, "question-1", ["a"])
    QuizAttempt.objects.update(deadline_at=datetime(2026, 1, 1, tzinfo=UTC))

    landed = client.post(
        f"/learn/attempts/{attempt.public_id}/answer/", {"question": 2, "answer": "a"}, follow=True
    )

    attempt.refresh_from_db()
    assert (attempt.ending, list(attempt.answers)) == ("time", ["question-1"])
    assert "Your time was up when this answer came" in landed.content.decode()


def test_looking_after_the_time_changes_nothing(client: Client, attempt: QuizAttempt) -> None:
    QuizAttempt.objects.update(deadline_at=datetime(2026, 1, 1, tzinfo=UTC))

    page = page_of(client, attempt, 1)

    attempt.refresh_from_db()
    assert attempt.is_open
    assert "Your time is up" in page
    assert client.get(f"/learn/attempts/{attempt.public_id}/check/").status_code == 302


def test_the_clock_is_shown(client: Client, every_kind: Enrolment) -> None:
    publish_and_take_up(every_kind, time_limit_minutes=20)

    page = page_of(client, start_quiz(every_kind), 1)

    assert "You have until" in page
    assert 'data-clock="11' in page  # 1,199 seconds or so


@pytest.mark.parametrize("act", [send, save])
def test_without_access_nothing_is_saved(client: Client, attempt: QuizAttempt, act: Any) -> None:
    Grant.objects.update(revoked_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert act(client, attempt, 1, answer="a").status_code == 404
    assert stored(attempt, "question-1") is None


@pytest.mark.parametrize(("number", "fields", "key", "expected"), EVERY_KIND)
def test_a_lost_session_keeps_the_answer_of_any_kind(
    client: Client,
    attempt: QuizAttempt,
    alice: User,
    number: int,
    fields: Any,
    key: str,
    expected: Any,
) -> None:
    client.logout()

    refused = save(client, attempt, number, **fields)
    sent = send(client, attempt, number, **fields)
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    page = client.get(f"/learn/attempts/{attempt.public_id}/")
    before = stored(attempt, key)
    send(client, attempt, number, **fields)

    assert refused.status_code == 401
    assert sent.headers["Location"].startswith("/accounts/login/")
    assert (page.context["number"], page.context["is_kept"]) == (number, True)
    assert page.context["question"] == ask(drawn_question(attempt, key), expected)
    assert (before, stored(attempt, key)) == (None, expected)


def test_more_than_an_answer_can_be_is_not_kept(attempt: QuizAttempt) -> None:
    stranger = Client()

    send(stranger, attempt, 1, **{f"field-{number}": "x" * 500 for number in range(150)})

    assert "kept_answer" not in stranger.session


@pytest.fixture
def at_once(every_kind: Enrolment) -> QuizAttempt:
    """An attempt at a quiz that tells what was right after each question."""
    publish_and_take_up(every_kind, mode="each")
    return start_quiz(every_kind)


def test_checking_shows_what_was_right_and_is_final(client: Client, at_once: QuizAttempt) -> None:
    checked = send(client, at_once, NAMED, answer="accessorius", then="check")
    page = page_of(client, at_once, NAMED)
    again = send(client, at_once, NAMED, answer="hypoglossus")

    assert checked.headers["Location"].endswith("?q=7")
    for words in ("Not right", "accessorius", "hypoglossus", "SECRET explanation", "Next question"):
        assert words in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0].split('id="messages"')[1]
    assert again.headers["Location"].endswith("?q=7")
    assert stored(at_once, "named") == "accessorius"


@pytest.mark.parametrize("fields", [{}, {"p1-answer": "a"}])
def test_an_incomplete_answer_is_checked_only_when_asked_again(
    client: Client, at_once: QuizAttempt, fields: dict[str, str]
) -> None:
    first = send(client, at_once, CASE, then="check", **fields)
    asked = client.get(first.headers["Location"]).content.decode()

    assert "Check it as it is" in asked
    assert QuizAttempt.objects.get(pk=at_once.pk).checked == []
    send(client, at_once, CASE, then="check-anyway", **fields)
    assert QuizAttempt.objects.get(pk=at_once.pk).checked == ["case"]


def test_a_checked_answer_is_refused_to_the_script(client: Client, at_once: QuizAttempt) -> None:
    check_answer(at_once, question_key="question-1", answer=["a"])

    response = save(client, at_once, 1, answer="b")

    assert (response.status_code, json.loads(response.content)["state"]) == (409, "checked")


def test_no_answer_can_be_checked_where_the_quiz_tells_at_the_end(
    client: Client, attempt: QuizAttempt
) -> None:
    send(client, attempt, 1, answer="a", then="check-anyway")

    assert QuizAttempt.objects.get(pk=attempt.pk).checked == []
