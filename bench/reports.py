"""`python -m bench.reports [ENROLMENTS]`: the studio's reports, their files and its first page on a
site with 100,000 enrolments: seconds, queries, and the most memory that Python held meanwhile.

With DATABASE_URL it runs on that PostgreSQL, else on SQLite. The site is made in a database of its
own; set BENCH_VAR_DIR to a folder to keep it and measure again.
"""

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

ENROLMENTS = 100_000
LONGEST = 2.0  # seconds
HEAD = 2  # pieces of a file: its headings, and the first rows
SLUGS = ("enrolments", "completion", "time-to-complete", "quizzes", "evaluations", "certificates")
YEARS = "period=own&first={first}&last={last}"


def main() -> None:
    """Fill, then ask for every page and file as an admin, and once as an author."""
    folder = os.environ.get("BENCH_VAR_DIR") or tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["VAR_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from courses.studio.roles import sync_roles

    call_command("migrate", verbosity=0)
    call_command("assets", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not User.objects.filter(email="crowd-author@example.org").exists():
        from bench.crowd import fill
        from tests.factories import make_user

        began = time.perf_counter()
        author = fill(int(sys.argv[1]) if len(sys.argv) > 1 else ENROLMENTS)
        make_user("crowd-admin@example.org", is_staff=True, is_superuser=True)
        author.groups.add(next(group for group in sync_roles() if group.name == "Author"))
        print(f"filled in {time.perf_counter() - began:.0f} s on {connection.vendor}")
    clients = {}
    for name in ("admin", "author"):
        clients[name] = Client(HTTP_HOST="localhost")
        user = User.objects.get(email=f"crowd-{name}@example.org")
        clients[name].force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    measure(clients)


def measure(clients: dict[str, Any]) -> None:
    """Print a line for each page and file; the slowest last. A page is held to its whole time, a
    file, which streams, to when its first rows come."""
    print(f"{'what':<46}{'begins':>9}{'seconds':>9}{'CPU':>7}{'queries':>9}{'MiB':>8}{'kB':>9}")
    slowest = ("", 0.0)
    for who, name, address in addresses():
        line = f"{who}: {name}"
        begins, seconds, cpu, count, size = timed(partial(clients[who].get, address))
        tracemalloc.start()
        drain(clients[who].get(address))
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        print(
            f"{line:<46}{begins:>9.2f}{seconds:>9.2f}{cpu:>7.2f}{count:>9}{peak:>8.1f}"
            f"{size / 1000:>9.0f}",
            flush=True,
        )
        slowest = max(slowest, (line, begins), key=lambda entry: entry[1])
    print(f"slowest: {slowest[0]}, {slowest[1]:.2f} s; held to {LONGEST} s")


def addresses() -> list[tuple[str, str, str]]:
    """Return who asks, what for, and its address: all the years, which is the most there is."""
    from django.urls import reverse
    from django.utils import timezone

    from courses.catalogue.models import Course

    today = timezone.localdate()
    days = YEARS.format(first=today.replace(year=today.year - 2), last=today)
    largest = Course.objects.get(slug="course-0")
    inner = f"course={largest.pk}"
    found = [("admin", "first page", "/cms/"), ("author", "first page", "/cms/")]
    for slug in SLUGS:
        page = reverse("reports:report", args=[slug])
        found.append(("admin", slug, f"{page}?{days}"))
        found.append(("author", slug, f"{page}?{days}"))
    page = reverse("reports:report", args=["completion"])
    found.append(("admin", "completion, one edition", f"{page}?{days}&{inner}&edition=1"))
    page = reverse("reports:report", args=["enrolments"])
    found.append(("admin", "enrolments of a country", f"{page}?{days}&country=AU&by=week"))
    found.append(("admin", "course's page", reverse("reports:course", args=[largest.pk])))
    for slug in ("enrolments", "quizzes", "certificates"):
        page = reverse("reports:report", args=[slug])
        found += [
            ("admin", f"{slug}, rows as {form}", f"{page}?{days}&file={form}")
            for form in ("csv", "xlsx")
        ]
    found.append(("admin", "revenue", revenue(today)))
    return found


def revenue(today: Any) -> str:
    """Return the address of the longest revenue report."""
    from django.urls import reverse

    first = today.replace(year=today.year - 1)
    return f"{reverse('sales:revenue')}?first={first}&last={today}&way=day"


def timed(get: Callable[[], Any]) -> tuple[float, float, float, int, int]:
    """Return seconds until it begins, in all, and processor time of the better of two calls,
    queries, and bytes."""
    from django.db import connection

    counted: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    first, best, cpu, size = 60.0, 60.0, 60.0, 0
    for _ in range(2):
        counted.clear()
        began, worked = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(count):
            size, waited = drain(get())
            first = min(first, waited - began)
        best = min(best, time.perf_counter() - began)
        cpu = min(cpu, time.process_time() - worked)
    return first, best, cpu, len(counted), size


def drain(response: Any) -> tuple[int, float]:
    """Take the whole answer, a piece at a time; return its bytes, and when the first row came."""
    assert response.status_code == 200, response.status_code
    if not response.streaming:
        return len(response.content), time.perf_counter()
    pieces = iter(response.streaming_content)
    size = sum(len(piece) for piece in islice(pieces, HEAD))
    at = time.perf_counter()
    return size + sum(len(piece) for piece in pieces), at


if __name__ == "__main__":
    main()
