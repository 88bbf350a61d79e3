"""`python -m bench.webhooks`: 1,000 messages about 200 paid orders, shuffled and doubled, brought
by eight clients at once to a site of its own; then everything has happened exactly once.

The time of an answer is compared with an empty page's under the same eight clients in the same run.
With DATABASE_URL it runs on that PostgreSQL, else on SQLite.
"""

import http.client
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from typing import Any

ORDERS, MESSAGES, CLIENTS, PORT = 200, 1_000, 8, 8765
LONGEST = 600  # seconds until the worker must have handled all


def main() -> None:
    """Set the shop up, bring the messages, and look."""
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    os.environ["PORT"] = str(PORT)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill()
    messages = shuffled()
    server = start()
    try:
        bring([("GET", "/robots.txt", b"", {})] * 50)  # warm
        empty, _ = bring([("GET", "/robots.txt", b"", {})] * MESSAGES)
        times, statuses = bring(messages)
        waited = wait()
    finally:
        server.terminate()
        server.wait(timeout=30)
    report(empty, times, statuses, waited)


def fill() -> None:
    """Make the shelf, the buyers and their paid orders; no message has been brought yet."""
    from courses.catalogue.models import Product
    from cpd.outbox.models import Job
    from payments.sandbox import paying
    from tests.factories import make_full_course, make_product, make_provider, make_user
    from tests.factories import publish_course as publish
    from tests.payments.factories import make_seller, make_tax_rule
    from tests.payments.shop import buy

    make_provider()
    make_seller("AU")
    make_tax_rule("AU")
    products: list[Product] = [
        make_product(publish(make_full_course(f"course-{n}", title=f"Course {n}")).course, aud=9900)
        for n in range(3)
    ]
    for number in range(ORDERS):
        user = make_user(f"buyer-{number}@example.org")
        _, session = buy(user, *products[: 1 + number % 3])
        paying.pay(session)
    Job.objects.filter(kind="sandbox.deliver").delete()


def shuffled() -> list[tuple[str, str, bytes, dict[str, str]]]:
    """Return a thousand signed messages: every event that pays, and others again and again."""
    from payments.sandbox.models import SandboxEvent
    from payments.sandbox.signing import signed_request

    chance = random.Random(7)
    paying = list(SandboxEvent.objects.filter(type="checkout.session.completed"))
    everything = list(SandboxEvent.objects.all())
    more = [chance.choice(everything) for _ in range(MESSAGES - len(paying))]
    chosen = paying + more
    chance.shuffle(chosen)
    return [("POST", "/webhooks/stripe/", *signed_request(event)) for event in chosen]


def start() -> "subprocess.Popen[bytes]":
    """Start the site as `make run` does, and wait until it answers."""
    command = [sys.executable, "-m", "gunicorn", "-c", "cpd/gunicorn.py", "cpd.wsgi"]
    server = subprocess.Popen(command, env={**os.environ, "LOG_LEVEL": "CRITICAL"})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            timed("GET", "/livez", b"", {})
            return server
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The site did not start.")


def timed(method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[float, int]:
    """Send one request; return its seconds and its status."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("localhost", PORT, timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return time.perf_counter() - began, answer.status


def bring(messages: Sequence[tuple[str, str, bytes, dict[str, str]]]) -> tuple[list[float], Any]:
    """Let eight clients send everything; return the seconds and the statuses."""
    send: Callable[[Any], tuple[float, int]] = lambda message: timed(*message)  # noqa: E731
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(send, messages))
    return [seconds for seconds, _ in answers], [status for _, status in answers]


def wait() -> float:
    """Wait until the worker has handled all; return the seconds."""
    from cpd.outbox.models import Job
    from payments.models import StripeEvent

    began = time.monotonic()
    while time.monotonic() - began < LONGEST:
        open_jobs = Job.objects.exclude(state="done").exclude(kind="sandbox.deliver").exists()
        if not open_jobs and not StripeEvent.objects.filter(state="received").exists():
            return time.monotonic() - began
        time.sleep(0.5)
    raise SystemExit("The worker did not finish.")


def p95(times: list[float]) -> float:
    """Return the time that 95 of 100 answers need at most, in milliseconds."""
    return quantiles(times, n=20)[-1] * 1000


def report(empty: list[float], times: list[float], statuses: list[int], waited: float) -> None:
    """Print the figures; end with an error where something was lost or doubled."""
    from django.conf import settings

    from courses.enrolment.models import Grant
    from cpd.outbox.models import Mail
    from payments.auditing import audit_here
    from payments.models import Document, Order, OrderLine

    lines = OrderLine.objects.filter(order__state=Order.State.PAID).count()
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    counts = {
        "orders paid": (Order.objects.filter(state=Order.State.PAID).count(), ORDERS),
        "grants": (Grant.objects.count(), lines),
        "invoices": (Document.objects.count(), ORDERS),
        "confirmations": (Mail.objects.filter(cause__startswith="order-confirm").count(), ORDERS),
        "answers other than 200": (sum(status != 200 for status in statuses), 0),
        "findings of the audit": (len(audit_here()), 0),
    }
    print(f"{MESSAGES} messages about {ORDERS} orders, {CLIENTS} clients at once, {engine}")
    for name, (found, wanted) in counts.items():
        print(f"  {name:<24}{found:>6}  wanted {wanted}")
    print(f"  answer: median {median(times) * 1000:.0f} ms, p95 {p95(times):.0f} ms")
    ratio = p95(times) / p95(empty)
    print(f"  empty page: p95 {p95(empty):.0f} ms, so a message costs {ratio:.1f} times that")
    print(f"  all handled {waited:.0f} s after the last answer")
    wrong = [name for name, (found, wanted) in counts.items() if found != wanted]
    if wrong or p95(times) >= 300:
        raise SystemExit(f"Not as wanted: {', '.join(wrong) or 'too slow'}")


if __name__ == "__main__":
    main()
