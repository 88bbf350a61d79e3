"""`python -m bench.certificates`: 1,000 certificates issued in one go, drawn and signed by a worker
beside a site that goes on answering.

It says what one costs in processor time, whether the worker's memory stays flat, and how much
slower a page is meanwhile than before, in the same run. With DATABASE_URL it runs on that
PostgreSQL, else on SQLite.
"""

import http.client
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

CERTIFICATES, PORT, PAGES = 1_000, 8766, 200
LONGEST = 900  # seconds
PAUSE = 0.05  # seconds between two looks of the reader
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Fill, start, look, issue, look again."""
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    os.environ["PORT"] = str(PORT)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("assets", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("certificate_keys", "make", verbosity=0)
    fill()
    with running("-m", "gunicorn", "cpd.wsgi", "-k", "gthread", "--threads", "4", *BIND):
        wait_for_site()
        look(20)
        before = look(PAGES)
        issuing = issue()
        with running("manage.py", "work") as worker:
            during, memory, cpu = watch(worker.pid)
    report(before, during, memory, cpu, issuing)


BIND = ("-b", f"127.0.0.1:{PORT}", "--no-control-socket", "--log-level", "critical")


def fill() -> None:
    """Make a course that a thousand learners have completed, none with a certificate yet."""
    from django.utils import timezone

    from accounts.models import User
    from courses.certificates.models import Certificate
    from courses.enrolment.models import Enrolment
    from courses.progress.models import CourseCompletion
    from tests.factories import (
        enrol_free,
        make_full_course,
        make_provider,
        make_user,
        publish_course,
    )
    from tests.study import finish

    make_provider()
    edition = publish_course(make_full_course())
    finish(enrol_free(make_user("first@example.org", certificate_name="The First"), edition.course))
    global SHOWN
    SHOWN = f"/verify/{Certificate.objects.get().token}/"
    today = timezone.now().date()
    people = User.objects.bulk_create(
        User(email=f"learner-{n}@example.org", certificate_name=f"Learner Nº {n}", country="AU")
        for n in range(CERTIFICATES)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=person, course=edition.course, edition=edition, started_on=today)
        for person in people
    )
    CourseCompletion.objects.bulk_create(
        CourseCompletion(
            enrolment=enrolment,
            round=1,
            edition=edition,
            minutes=edition.minutes,
            started_on=today,
            completed_on=today,
        )
        for enrolment in enrolments
    )


SHOWN = ""


def issue() -> float:
    """Issue every certificate; return the seconds of processor time."""
    from courses.certificates.issuing import issue_certificate, waiting

    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for completion in list(waiting()):
        issue_certificate(completion)
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - began


@contextmanager
def running(*command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a process of the site beside this one."""
    environment = {**os.environ, "LOG_LEVEL": "CRITICAL"}
    process = subprocess.Popen([sys.executable, *command], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for_site() -> None:
    """Wait until the site answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            timed("/livez")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The site did not start.")


def timed(path: str) -> float:
    """Ask for a page; return its milliseconds."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", path, headers={"Host": f"localhost:{PORT}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}.")
    return (time.perf_counter() - began) * 1000


def look(count: int) -> list[float]:
    """Read the check page like a visitor, with pauses; return the milliseconds."""
    times = []
    for _ in range(count):
        times.append(timed(SHOWN))
        time.sleep(PAUSE)
    return times


def watch(pid: int) -> tuple[list[float], list[float], float]:
    """Read pages until all files are made; return their milliseconds, the worker's memory in MiB
    as it went, and its seconds of processor time."""
    from courses.certificates.models import CertificateFile

    times: list[float] = []
    memory: list[float] = []
    began = time.monotonic()
    while CertificateFile.objects.count() < CERTIFICATES:
        if time.monotonic() - began > LONGEST:
            raise SystemExit("The worker did not finish.")
        times.extend(look(10))
        memory.append(resident(pid))
    return times, memory, used(pid)


def resident(pid: int) -> float:
    """Return a process's resident memory in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def used(pid: int) -> float:
    """Return the seconds of processor time that a process used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def report(
    before: list[float], during: list[float], memory: list[float], cpu: float, issuing: float
) -> None:
    """Print the figures; end with an error where they are not as wanted."""
    from django.conf import settings

    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    half = len(memory) // 2
    early, late = max(memory[2:half] or memory), max(memory[half:])
    slower = median(during) / median(before)
    print(f"{CERTIFICATES} certificates in one go, {engine}")
    print(f"  issuing the row: {issuing / CERTIFICATES * 1000:.1f} ms of processor time each")
    print(f"  drawing, signing, keeping: {cpu / CERTIFICATES * 1000:.1f} ms each")
    print(f"  worker's memory: {early:.0f} MiB in the first half, {late:.0f} MiB in the second")
    print(f"  check page: median {median(before):.1f} ms before, {median(during):.1f} ms meanwhile")
    print(f"  so {slower:.2f} times as long, {len(during)} looks")
    if slower > 1.2 or late > early * 1.1:
        raise SystemExit("Not as wanted.")


if __name__ == "__main__":
    main()
