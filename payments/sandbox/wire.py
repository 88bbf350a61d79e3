"""Requests in, answers out, as Stripe's HTTP has them."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.datastructures import CaseInsensitiveMapping

from payments.sandbox import api, expanding, faults, forms, idempotency, ids, operations, parameters
from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxFault
from payments.sandbox.operations import Call, Reply
from payments.sandbox.recording import API_VERSION, cause

SECRET_KEY = "sk_test_sandbox"  # noqa: S105 opens nothing but the sandbox
PREFIX = "/_sandbox/stripe"  # where the sandbox stands on a site, before Stripe's own paths
api.load()


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Request:
    """What came over the wire."""

    method: str
    path: str
    form: str
    headers: Mapping[str, str]
    id: str

    @property
    def key(self) -> str:
        """The idempotency key, which only a POST has."""
        return self.headers.get("Idempotency-Key", "") if self.method == "POST" else ""


def answer(method: str, url: str, *, headers: Mapping[str, str], body: str) -> Answer:
    """Answer one request. Raises faults.Broken where the connection is to break."""
    request = _read(method, url, headers, body)
    replayed = ""
    token = cause.set({"id": request.id, "idempotency_key": request.key or None})
    try:
        reply, replayed = _reply(request)
    except Refusal as refusal:
        reply = Reply(refusal.status, refusal.body)
    finally:
        cause.reset(token)
    return _write(request, reply, replayed)


def _read(method: str, url: str, headers: Mapping[str, str], body: str) -> Request:
    parts = urlsplit(url)
    path = parts.path.removeprefix(PREFIX).rstrip("/")
    verb = method.upper()
    form = body if verb == "POST" else parts.query
    return Request(verb, path, form, CaseInsensitiveMapping(headers), ids.new("req_"))


def _reply(request: Request) -> tuple[Reply, str]:
    _authenticate(request)
    tree = forms.decode(request.form)
    fault = faults.take(request.method, request.path)
    if fault and fault.kind == SandboxFault.Kind.LOST_REQUEST:
        raise faults.Broken(request.path)
    if request.key:
        print_ = idempotency.fingerprint(request.method, request.path, tree)
        answered = idempotency.once(request.key, print_, lambda: _act(request, tree, fault))
    else:
        answered = _act(request, tree, fault), ""
    if fault and fault.kind == SandboxFault.Kind.LOST_ANSWER:
        raise faults.Broken(request.path)
    return answered


def _act(request: Request, tree: dict[str, Any], fault: SandboxFault | None) -> Reply:
    """Do what is asked; its changes commit together."""
    if fault and fault.status:
        return Reply(fault.status, faults.refusal(fault.status).body)
    known, path_ids = operations.route(request.method, request.path)
    params = parameters.check(known.takes, tree)
    call = Call(request.method, request.path, path_ids, params)
    if request.method == "GET":
        return _expanded(known.handler(call), params)
    with transaction.atomic():
        return _expanded(known.handler(call), params)


def _expanded(made: Any, params: Mapping[str, Any]) -> Reply:
    reply = made if isinstance(made, Reply) else Reply(200, made)
    if reply.status != 200:
        return reply
    return Reply(200, expanding.expand(reply.body, params.get("expand") or []))


def _authenticate(request: Request) -> None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        raise Refusal("You did not provide an API key.", status=401)
    if not hmac.compare_digest(key.encode(), SECRET_KEY.encode()):
        raise Refusal(f"Invalid API Key provided: {key[:8]}***", status=401)


def _write(request: Request, reply: Reply, replayed: str) -> Answer:
    given = {
        "Content-Type": "application/json",
        "Request-Id": request.id,
        "Stripe-Version": request.headers.get("Stripe-Version", API_VERSION),
        "Idempotency-Key": request.key,
        "Idempotent-Replayed": replayed,
    }
    headers = CaseInsensitiveMapping({name: text for name, text in given.items() if text})
    return Answer(reply.status, headers, json.dumps(reply.body, indent=2))
