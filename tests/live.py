"""A real site for tests of processes: gunicorn as `make run` starts it, on a folder of its own, and
learners who answer over HTTP."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.test import Client

from tests import every_kind, factories, study

ROOT = Path(__file__).resolve().parents[1]
PATIENCE, PAUSE = 60, 0.05  # seconds
LEARNERS = 4
NUMBER, TEXT = 6, 7  # of the questions of tests/every_kind.py that are written into
TOKEN = "t" * 32


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve the site of a folder once it answers, and end it."""
    server = start(folder, port)
    try:
        wait_for(server, port)
        yield server
    finally:
        end(server)


def start(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """Start the site of a folder in a process group of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    site = {"VAR_DIR": str(folder), "PORT": str(port), "LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "gunicorn", "-c", "cpd/gunicorn.py", "cpd.wsgi"]
    return subprocess.Popen(  # noqa: S603 our own program
        command, cwd=ROOT, env=kept | site, start_new_session=True
    )


def wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Ask until the site answers. Raises TimeoutError if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            Visitor(port).get("/livez")
        except OSError:
            time.sleep(PAUSE)
        else:
            return
    raise TimeoutError("The site did not start.")


def end(server: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGTERM) -> None:
    """End a site with all its processes, and wait until it has ended."""
    if server.poll() is None:
        os.killpg(server.pid, how)
    server.wait(timeout=PATIENCE)


@dataclass
class Visitor:
    """Somebody, perhaps with a session and in an attempt."""

    port: int
    session: str = ""
    attempt: str = ""

    def get(self, path: str) -> int:
        """Return the status of an address."""
        return self._ask("GET", path)

    def post(self, step: str, fields: Mapping[str, Any]) -> int:
        """Send a step of the attempt as the page's script does; return the status."""
        path = f"/learn/attempts/{self.attempt}/{step}/"
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def save(self, question: int, answer: Any) -> int:
        """Save an answer; return the status."""
        return self.post("answer", {"question": question, "answer": answer})

    def _ask(self, method: str, path: str, body: str = "") -> int:
        headers = {
            "Cookie": f"session={self.session}; csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "X-Autosave": "1",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request(method, path, body, headers)
            return connection.getresponse().status


def kept(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return state and answers of each attempt, as the site's file has them."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as file:
        rows = file.execute("SELECT public_id, state, answers FROM attempts_quizattempt")
        return {str(UUID(name)): (state, json.loads(answers)) for name, state, answers in rows}


def run_all(learners: int = LEARNERS) -> dict[str, str]:
    """Let learners start a quiz with every kind of question; return the attempts by the sessions
    in which they are signed in."""
    factories.make_provider()
    course = factories.make_full_course()
    every_kind.ask_every_kind(course)
    factories.publish_course(course)
    attempts = {}
    for number in range(learners):
        user = factories.make_user(f"learner-{number}@example.org")
        client = Client()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        attempt = study.start_quiz(factories.enrol_free(user, course))
        attempts[client.cookies["session"].value] = str(attempt.public_id)
    return attempts
