"""`python -m bench.quizzes`: 32 learners save answers to a quiz at once, on a site of its own.

They save without a pause, which no people do, then one save a second each, as people do who type
all the time. Each is compared with an empty view under the same learners in the same run.
"""

import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.live import Visitor

LEARNERS, SAVES, LIMIT = 32, 15, 100  # the limit of p95 at one save a second, in milliseconds
type Visit = Callable[[Visitor, int], int]


def main() -> None:
    """Set the site up, let the learners answer, and look."""
    folder = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["VAR_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from tests import live, prepared

    prepared.copy_to(Path(folder) / "db.sqlite3")
    call_command("migrate", verbosity=0)
    attempts, port = live.run_all(LEARNERS), live.free_port()
    learners = [live.Visitor(port, *who) for who in attempts.items()]
    print(f"{LEARNERS} learners at once, {SAVES} saves each, SQLite, one process")
    with live.serving(Path(folder), port):
        compare("without a pause", learners, pause=0)
        slowest = compare("one a second each", learners, pause=1)
    found = live.kept(Path(folder))
    lost = sum(found[who.attempt][1]["named"] != typed(who, SAVES - 1) for who in learners)
    print(f"  learners whose last answer is not kept: {lost}, wanted 0")
    if lost or slowest >= LIMIT:
        raise SystemExit("Not as wanted.")


def typed(learner: "Visitor", number: int) -> str:
    """Return what a learner has typed so far."""
    return f"nerve {number} of {learner.attempt}"


def save(learner: "Visitor", number: int) -> int:
    """Save what has been typed so far."""
    from tests.live import TEXT

    return learner.save(TEXT, typed(learner, number))


def look(learner: "Visitor", number: int) -> int:
    """Visit an empty view."""
    return learner.get("/livez")


def compare(name: str, learners: "list[Visitor]", *, pause: float) -> float:
    """Print the times of saves, and of an empty view under the same load; return the 95th
    percentile of a save in milliseconds."""
    empty, saves = together(look, learners, pause), together(save, learners, pause)
    ratio = median(saves) / median(empty)
    print(f"  {name}: median {median(saves):.0f} ms, p95 {p95(saves):.0f} ms")
    print(f"    empty view: median {median(empty):.1f} ms, p95 {p95(empty):.0f} ms")
    print(f"    a save is {ratio:.1f} times the median and {p95(saves) / p95(empty):.1f} times p95")
    return p95(saves)


def together(visit: "Visit", learners: "list[Visitor]", pause: float) -> list[float]:
    """Let all learners visit at once, spread over the pause; return milliseconds."""

    def run(place: int) -> list[float]:
        time.sleep(pause * place / len(learners))
        return [timed(visit, learners[place], number, pause) for number in range(SAVES)]

    with ThreadPoolExecutor(len(learners)) as pool:
        return [taken for times in pool.map(run, range(len(learners))) for taken in times]


def timed(visit: "Visit", learner: "Visitor", number: int, pause: float) -> float:
    """Visit once and pause for the rest of the time; return the visit's milliseconds."""
    began = time.perf_counter()
    status = visit(learner, number)
    taken = time.perf_counter() - began
    if status != 200:
        raise SystemExit(f"A visit was answered with {status}.")
    time.sleep(max(0.0, pause - taken))
    return taken * 1000


def p95(times: list[float]) -> float:
    """Return what 95 of 100 visits need at most."""
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
