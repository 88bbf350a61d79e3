"""Stripe's own recorded requests: what its command line sends to trigger each event."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from payments.sandbox import wire
from payments.sandbox.models import SandboxEvent
from tests.payments.oracle import FOLDER, Recorder, oracle

SEQUENCES = sorted((FOLDER / "fixtures" / "requests").glob("*.json"))
PLACE = re.compile(r"\$\{(\w+):([\w.]+)\}")
# Stripe's later versions took these parameters away: the step, and what asks for it, is refused.
REMOVED = {"payment_method_types", "coupon"}
needs_sequences = pytest.mark.skipif(not SEQUENCES, reason="No ../shared/stripe: left out.")


def flat(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Encode nested parameters as the client does."""
    inner = dict(enumerate(value)) if isinstance(value, list) else value
    if not isinstance(inner, dict):
        return [(name, str(value).lower() if isinstance(value, bool) else str(value))]
    return [
        pair
        for key, item in inner.items()
        for pair in flat(item, f"{name}[{key}]" if name else key)
    ]


def filled(text: str, answers: dict[str, Any]) -> str:
    """Put ids from earlier answers in their places."""

    def found(match: re.Match[str]) -> str:
        here = answers[match[1]]
        for part in match[2].split("."):
            inner = dict(enumerate(here)) if isinstance(here, list) else here
            here = inner.get(int(part) if part.isdecimal() else part)
            if here is None:
                return "none"
        return str(here)

    return PLACE.sub(found, text)


def ask(step: dict[str, Any], answers: dict[str, Any]) -> wire.Answer:
    """Send one recorded step."""
    params = json.loads(filled(json.dumps(step.get("params", {})), answers))
    method, path = step.get("method", "post").upper(), filled(step["path"], answers)
    form = urlencode(flat(params))
    headers = {"Authorization": f"Bearer {wire.SECRET_KEY}"}
    return wire.answer(method, f"https://api.stripe.com{path}?{form}", headers=headers, body=form)


def is_removed(step: dict[str, Any]) -> bool:
    """Whether a step uses what later versions no longer take."""
    asked = set(step.get("params", {})) & REMOVED
    return bool(asked) and not step["path"].startswith("/v1/subscriptions")


@needs_sequences
@pytest.mark.django_db
@pytest.mark.parametrize("path", SEQUENCES, ids=lambda path: path.stem)
def test_a_recorded_sequence_runs(path: Path, recorder: Recorder) -> None:
    answers: dict[str, Any] = {}
    refused: set[str] = set()

    for step in json.loads(path.read_text("utf-8"))["fixtures"]:
        answer = ask(step, answers)
        answers[step["name"]] = body = json.loads(answer.body)
        recorder.check(step["name"], body)
        depends = {match[0] for match in PLACE.findall(json.dumps(step))}
        if is_removed(step):
            assert answer.status == 400, body
            refused.add(step["name"])
        elif depends & refused:
            assert answer.status in {400, 404} or body["data"] == [], body
            refused.add(step["name"])
        elif step.get("expected_error_type") == "card_error":
            assert answer.status == 402, body
        else:
            assert answer.status == 200, body
    if not refused:
        assert SandboxEvent.objects.filter(type=path.stem).exists() or path.stem in NOT_ITS_OWN


NOT_ITS_OWN = {"subscription.payment_failed"}  # a scenario's name, not an event's


def _cases(kind: str) -> list[dict[str, Any]]:
    path = FOLDER / "cases.json"
    cases = json.loads(path.read_text("utf-8"))["cases"] if path.is_file() else []
    return [case for case in cases if case["kind"] == kind and case.get("api") == "latest"]


@needs_sequences
@pytest.mark.django_db
@pytest.mark.parametrize("case", _cases("request"), ids=lambda case: case["name"])
def test_parameters_are_taken_or_refused_as_the_cases_say(case: dict[str, Any]) -> None:
    method, _, path = case["operation"].partition(" ")
    answer = ask(
        {"method": method, "path": PLACE.sub("none", path), "params": case["params"]}, Ids()
    )

    code = json.loads(answer.body).get("error", {}).get("code", "")
    refusals = {
        "parameter_unknown",
        "parameter_missing",
        "payment_method_types_no_longer_supported",
    }
    assert (code in refusals) == (case["expect"] == "invalid"), answer.body
    assert oracle() is None or "Unrecognized" not in answer.body


class Ids(dict[str, Any]):
    """Any answer, with nothing in it."""

    def __missing__(self, key: str) -> dict[str, Any]:
        return {}
