"""`python -m bench.pages`: queries and CPU per page, and CPU per certificate, on a fresh demo.

Ratios to an empty view are measured in the same run, so that they mean the same on any machine.
"""

import os
import tempfile
import time
from collections.abc import Callable
from statistics import median
from typing import Any

RUNS = 60


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
    learner.force_login(
        User.objects.get(email="learner@example.org"),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    flagship = "massage-anxiety-brain-gut"
    pages = [
        ("empty view", visitor, "/livez"),
        ("home", visitor, "/"),
        ("catalogue", visitor, "/courses/"),
        ("course", visitor, f"/courses/{flagship}/"),
        ("free lesson", visitor, f"/courses/{flagship}/lessons/anxiety-in-everyday-practice/"),
        ("article", visitor, "/articles/massage-anxiety-brain-gut-connection/"),
        ("verify", visitor, f"/verify/{Certificate.objects.get().token}/"),
        ("dashboard", learner, "/learn/"),
        ("outline", learner, f"/learn/{flagship}/"),
        ("lesson", learner, f"/learn/{flagship}/lessons/the-wiring/"),
        ("quiz", learner, f"/learn/{flagship}/quiz/final-quiz/"),
    ]
    print(f"{'page':<14}{'queries':>8}{'CPU ms':>9}{'x empty':>9}")
    empty = 0.0
    for name, client, address in pages:
        client.get(address)
        counted: list[str] = []

        def count(execute: Any, sql: str, *rest: Any, counted: list[str] = counted) -> Any:
            counted.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            assert client.get(address).status_code == 200, address
        cost = cpu_ms(lambda client=client, address=address: client.get(address))
        empty = empty or cost
        print(f"{name:<14}{len(counted):>8}{cost:>9.1f}{cost / empty:>9.1f}")
    row = Certificate.objects.get()
    cost = cpu_ms(lambda: draw_pdf(row.facts, name=row.name, serial=row.serial, token=row.token))
    print(f"{'certificate':<14}{'':>8}{cost:>9.1f}{cost / empty:>9.1f}")


if __name__ == "__main__":
    main()
