"""A site of its own in a folder of its own, served by gunicorn, and Debian's Chromium in front of
it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from django.core.files import locks
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests import prepared
from tests.journeys import desk

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# Chromium's own word, from the site to the studio: pages of the studio fade into nothing.
NO_FADING = "ViewTransition opt-in disabled"
PATIENCE = 120  # seconds a cold start may take


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Make the demo once for all processes of this run, and leave it as it is."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        if not (shared / "demo.made").exists():
            folder.mkdir(exist_ok=True)
            prepared.copy_to(folder / "db.sqlite3")
            environment = _environment() | {"VAR_DIR": str(folder)}
            subprocess.run(
                [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, check=True
            )
            (shared / "demo.made").touch()
    return folder


def _environment() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of the demo on a free port; its data is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("var")
    env = _environment() | {"VAR_DIR": str(folder), "PORT": str(port)}
    shutil.copytree(demo, folder, dirs_exist_ok=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "cpd/gunicorn.py", "cpd.wsgi"], cwd=ROOT, env=env
    )
    address = f"http://localhost:{port}"
    try:
        wait_for(f"{address}/livez")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address: str) -> None:
    """Ask until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 our own server
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright; its event loop must not make Django refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Debian's Chromium."""
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A visitor who has never been here."""
    opened = browser.new_context(base_url=site, locale="en-AU", accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which no script fails and no policy is broken."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security" in message.text else None,
    )
    yield opened
    assert [fault for fault in faults if NO_FADING not in fault] == []


@pytest.fixture
def admin(browser: Browser, site: str) -> Iterator[Page]:
    """Kim at the studio."""
    working = desk.member_of_staff(browser, site, "admin@example.org")
    yield working
    working.context.close()


@pytest.fixture
def finance(browser: Browser, site: str) -> Iterator[Page]:
    """Lee at the back office."""
    working = desk.member_of_staff(browser, site, "finance@example.org")
    yield working
    working.context.close()
