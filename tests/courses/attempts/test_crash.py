"""A site that is killed while answers are saved keeps every answer that it has acknowledged."""

import http.client
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests import live
from tests.apart import race_on_sqlite
from tests.live import NUMBER, TEXT, Visitor

BEFORE = 12  # answers of each learner before the site is killed, while they go on


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's folder of its own."""
    return tmp_path


@pytest.fixture
def learners(folder: Path) -> list[Visitor]:
    """Learners in the middle of a quiz."""
    port = live.free_port()
    attempts = race_on_sqlite("tests.live", folder)
    return [Visitor(port, session, attempt) for session, attempt in attempts.items()]


def ever_new() -> Iterator[tuple[int, str]]:
    """Yield questions and ever new answers, without end."""
    number = 0
    while True:
        number += 1
        yield (NUMBER if number % 2 else TEXT), str(number)


def answer_until_it_dies(learner: Visitor, half_way: Barrier) -> dict[int, list[str]]:
    """Save answers until the site is gone; return what may stand by question: the last
    acknowledged answer, and the one on its way, of which nobody knows."""
    kept: dict[int, list[str]] = {}
    for count, (question, answer) in enumerate(ever_new()):
        if count == BEFORE:
            half_way.wait(timeout=live.PATIENCE)
        try:
            status = learner.save(question, answer)
        except (OSError, http.client.HTTPException):
            kept[question].append(answer)
            break
        assert status == 200
        kept[question] = [answer]
    return kept


@pytest.mark.thorough
def test_every_acknowledged_answer_outlives_a_killed_site(
    folder: Path, learners: list[Visitor]
) -> None:
    port, half_way = learners[0].port, Barrier(len(learners) + 1)
    with live.serving(folder, port) as server, ThreadPoolExecutor(len(learners)) as pool:
        streams = [pool.submit(answer_until_it_dies, who, half_way) for who in learners]
        half_way.wait(timeout=live.PATIENCE)
        live.end(server, signal.SIGKILL)
        may_stand = [stream.result() for stream in streams]

    with live.serving(folder, port):
        found = live.kept(folder)
        statuses = {learner.post("submit", {}) for learner in learners}

    for learner, answers_of in zip(learners, may_stand, strict=True):
        state, answers = found[learner.attempt]
        assert state == "open"
        assert answers["counted"] in answers_of[NUMBER]
        assert answers["named"] in answers_of[TEXT]
    assert statuses == {302}
    assert {state for state, _ in live.kept(folder).values()} == {"submitted"}
