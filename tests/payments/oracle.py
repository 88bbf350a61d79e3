"""A listener at the client's transport: everything the sandbox answers, and everything the site
asks, is held against Stripe's own schemas where they lie."""

import importlib.util
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db.models.signals import post_save

from payments.gateway import SandboxTransport
from payments.sandbox.models import SandboxEvent

_asked = os.environ.get("SHARED_DIR")
FOLDER = (Path(_asked) if _asked else Path(settings.BASE_DIR).parent / "shared") / "stripe"
# Stripe's schemas here do not hold them.
UNKNOWN_OBJECTS = {"radar.early_fraud_warning", "invoiceitem"}


@dataclass
class Recorder:
    """What went over the wire in a test, and what is wrong with it."""

    requests: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    checks_requests: bool = True
    is_off: bool = False  # for tests that ask the same thousands of times

    def hear_request(self, method: str, url: str, body: str) -> None:
        """Check what was asked."""
        parts = urlsplit(url)
        operation = f"{method.upper()} {parts.path}"
        self.requests.append(operation)
        checker = self._checker()
        if checker and self.checks_requests:
            self._keep(operation, checker, "check_params", operation, body or parts.query)

    def hear_answer(self, method: str, url: str, answer: str) -> None:
        """Check what was answered."""
        self.check(f"{method.upper()} {urlsplit(url).path}", json.loads(answer))

    def check(self, what: str, body: dict[str, Any]) -> None:
        """Check one object, list or error."""
        checker = self._checker()
        if checker:
            self._keep(what, checker, "check", body, strict=True)

    def _checker(self) -> ModuleType | None:
        return None if self.is_off else oracle()

    def _keep(
        self, what: str, checker: ModuleType, name: str, *values: Any, **options: Any
    ) -> None:
        try:
            errors = getattr(checker, name)(*values, **options)
        except checker.NoSchema as missing:
            errors = [] if any(word in str(missing) for word in ALLOWED) else [str(missing)]
        self.wrong += [f"{what}: {error}" for error in errors]


# What the specification at hand leaves out, though Stripe has it.
ALLOWED = (*UNKNOWN_OBJECTS, "/v1/radar/", "/v1/payment_pages/", "/detach")


@cache
def oracle() -> ModuleType | None:
    """Return Stripe's checker, None where the folder or the package it needs is not there."""
    path = FOLDER / "check_object.py"
    if not path.is_file() or importlib.util.find_spec("jsonschema") is None:
        return None
    specification = importlib.util.spec_from_file_location("stripe_oracle", path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """Listen at the transport; after the test nothing may be wrong, in no event either.

    A test that asks for nonsense on purpose sets `recorder.checks_requests` to False."""
    heard = Recorder()
    plain = SandboxTransport.request

    def request_and_listen(
        self: SandboxTransport,
        method: str,
        url: str,
        headers: Any,
        post_data: Any = None,
        **more: Any,
    ) -> Any:
        heard.hear_request(method, url, post_data or "")
        answer = plain(self, method, url, headers, post_data, **more)
        heard.hear_answer(method, url, answer[0])
        return answer

    def hear_event(instance: SandboxEvent, **more: Any) -> None:
        heard.check(instance.type, instance.body)

    monkeypatch.setattr(SandboxTransport, "request", request_and_listen)
    post_save.connect(hear_event, sender=SandboxEvent)
    yield heard
    post_save.disconnect(hear_event, sender=SandboxEvent)
    assert heard.wrong == []
