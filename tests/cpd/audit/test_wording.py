"""Every act that the code writes down has words for people, and no other has."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from courses.certificates.models import NameCorrection
from cpd.audit.models import AuditEntry
from cpd.audit.wording import WORDS
from payments.models import RefundRequest

ROOT = Path(__file__).resolve().parents[3]
# Who writes an act down, and where in the call it is named.
WRITERS = {"record": 0, "_record": 0, "_noted": 1, "announce": "act"}
# What the changing part of an act's name can be.
STATES: dict[str, set[str]] = {
    "certificate.correction_": {*NameCorrection.State.values} - {NameCorrection.State.ASKED},
    "refund.request_": {RefundRequest.State.GRANTED, RefundRequest.State.DECLINED},
}


def modules() -> Iterator[ast.Module]:
    """Return what writes acts down; the practice payments have a `record` of their own."""
    for folder in ("accounts", "cpd", "courses", "payments"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"migrations", "sandbox"} & set(path.parts):
                yield ast.parse(path.read_text("utf-8"))


def acts() -> Iterator[str]:
    """Return every act that is written down anywhere."""
    for module in modules():
        named = {
            target.id: value
            for node in ast.walk(module)
            if isinstance(node, ast.Assign)
            for target, value in _pairs(node)
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and (found := _argument(node)):
                yield from _values(found, named)


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value


def _argument(call: ast.Call) -> ast.expr | None:
    place = WRITERS.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if isinstance(place, int):
        return call.args[place]
    return next((word.value for word in call.keywords if place and word.arg == place), None)


def _values(node: ast.expr, named: dict[str, ast.expr]) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        begin = node.values[0]
        assert isinstance(begin, ast.Constant)
        start = str(begin.value)
        yield from (f"{start}{state}" for state in STATES[start])
    elif isinstance(node, ast.IfExp):
        yield from (*_values(node.body, named), *_values(node.orelse, named))
    elif isinstance(node, ast.Name) and node.id in named:
        yield from _values(named[node.id], named)
    else:  # a writer hands on what it was called with
        assert isinstance(node, ast.Name)
        assert node.id == "act"


def test_every_act_has_words_and_no_other_has() -> None:
    assert set(acts()) == set(WORDS)


@pytest.mark.parametrize("words", WORDS.values())
def test_words_are_for_people(words: str) -> None:
    assert words[0].isupper()
    assert not {".", "_"} & set(words)


def test_an_act_of_an_older_version_is_spelt_out() -> None:
    assert AuditEntry(act="order.sent_by_post").words == "Order sent by post"
