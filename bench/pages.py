"""`python -m bench.pages`: queries and CPU per page, and CPU per certificate, on a fresh demo.

Ratios to an empty view are measured in the same run, so that they mean the same on any machine.
"""

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

RUNS = 60
FLAGSHIP = "massage-anxiety-brain-gut"


def cpu_ms(call: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median CPU time of a call in milliseconds, after five calls to warm up."""
    for _ in range(5):
        call()
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return median(times)


def pages(visitor: Any, learner: Any, token: str) -> list[tuple[str, Any, str]]:
    """Return name, client and address of what is measured."""
    return [
        ("empty view", visitor, "/robots.txt"),
        ("home", visitor, "/"),
        ("catalogue", visitor, "/courses/"),
        ("course", visitor, f"/courses/{FLAGSHIP}/"),
        ("free lesson", visitor, f"/courses/{FLAGSHIP}/lessons/anxiety-in-everyday-practice/"),
        ("article", visitor, "/articles/massage-anxiety-brain-gut-connection/"),
        ("verify", visitor, f"/verify/{token}/"),
        ("dashboard", learner, "/learn/"),
        ("outline", learner, f"/learn/{FLAGSHIP}/"),
        ("lesson", learner, f"/learn/{FLAGSHIP}/lessons/the-wiring/"),
        ("quiz", learner, f"/learn/{FLAGSHIP}/quiz/final-quiz/"),
    ]


def queries(connection: Any, call: Callable[[], Any]) -> int:
    """Return how many queries a call costs; it must succeed."""
    counted: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        assert call().status_code == 200
    return len(counted)


def main() -> None:
    """Set a demo up in a folder of its own and measure it."""
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from courses.certificates.drawing import draw_pdf
    from courses.certificates.models import Certificate

    call_command("demo", verbosity=0)
    visitor, learner = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    alex = User.objects.get(email="learner@example.org")
    learner.force_login(alex, "allauth.account.auth_backends.AuthenticationBackend")
    row = Certificate.objects.get()
    print(f"{'page':<14}{'queries':>8}{'CPU ms':>9}{'x empty':>9}")
    empty = 0.0
    for name, client, address in pages(visitor, learner, row.token):
        visit = partial(client.get, address)
        visit()
        count, cost = queries(connection, visit), cpu_ms(visit)
        empty = empty or cost
        print(f"{name:<14}{count:>8}{cost:>9.1f}{cost / empty:>9.1f}")
    draw = partial(draw_pdf, row.facts, name=row.name, serial=row.serial, token=row.token)
    cost = cpu_ms(draw)
    print(f"{'certificate':<14}{'':>8}{cost:>9.1f}{cost / empty:>9.1f}")


if __name__ == "__main__":
    main()
