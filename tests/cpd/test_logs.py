"""Logs are one JSON object a line, in UTC, with the id of the request."""

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client

from cpd.logs import JsonFormatter, RequestIdFilter, request_id


def line(message: str, *args: object, exc_info: Any = None) -> dict[str, Any]:
    """Write a record as the site does and read it back."""
    record = logging.LogRecord("cpd", logging.WARNING, "", 0, message, args, exc_info)
    record.created = 1_772_366_400.25
    RequestIdFilter().filter(record)
    written = JsonFormatter().format(record)
    assert "\n" not in written
    read: dict[str, Any] = json.loads(written)
    return read


def test_a_line_says_when_where_and_what() -> None:
    assert line("%s of %s", 1, "ünï") | {"request": ""} == {
        "at": "2026-03-01T12:00:00.250+00:00",
        "level": "warning",
        "logger": "cpd",
        "message": "1 of ünï",
        "request": "",
    }


def test_a_message_cannot_forge_a_line() -> None:
    message = 'x\n{"level": "info"}\r\n\x1b[31m'

    assert line("%s", message)["message"] == message


def test_an_error_keeps_its_trace() -> None:
    try:
        raise ValueError("no luck")
    except ValueError:
        written = line("failed", exc_info=sys.exc_info())

    assert "ValueError: no luck" in written["error"]


def test_a_line_carries_the_request() -> None:
    token = request_id.set("request-1")
    written = line("hello")
    request_id.reset(token)

    assert written["request"] == "request-1"


def test_a_good_id_of_a_proxy_is_taken(client: Client) -> None:
    response = client.get("/livez", headers={"X-Request-ID": "abcd-1234"})

    assert response["X-Request-ID"] == "abcd-1234"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "a b c d e f", "abcd-1234{}", "é" * 9])
def test_a_bad_id_is_replaced(client: Client, given: str) -> None:
    response = client.get("/livez", headers={"X-Request-ID": given})

    assert response["X-Request-ID"] != given
    assert len(response["X-Request-ID"]) == 16


def test_every_request_has_an_id_of_its_own(client: Client) -> None:
    ids = {client.get("/livez")["X-Request-ID"] for _ in range(5)}

    assert len(ids) == 5
    assert request_id.get() == ""
