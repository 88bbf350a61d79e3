"""A production without its secrets does not start, nor does a demo that looks like production."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from cpd.checks import demo_errors, production_errors

GOOD = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": ["cpd.example"],
    "BASE_URL": "https://cpd.example",
    "DATABASE_URL": "postgres://cpd@db/cpd",
    "BROKER_URL": "redis://redis/0",
    "SMTP_HOST": "mail.example",
    "STRIPE_SECRET_KEY": "sk_live_key",
    "STRIPE_WEBHOOK_SECRETS": ["whsec_secret"],
    "USES_SANDBOX": False,
    "PAYMENTS_LIVE": True,
}


@pytest.fixture
def production(settings: Any) -> Any:
    for name, value in GOOD.items():
        setattr(settings, name, value)
    return settings


def ids(errors: list[Any]) -> list[str]:
    return [error.id for error in errors]


def test_a_whole_production_starts(production: Any) -> None:
    assert production_errors() == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SECRET_KEY", "missing", "cpd.E001"),
        ("ALLOWED_HOSTS", [], "cpd.E002"),
        ("DATABASE_URL", "", "cpd.E004"),
        ("BROKER_URL", "", "cpd.E005"),
        ("SMTP_HOST", "", "cpd.E006"),
        ("BASE_URL", "http://cpd.example", "cpd.E007"),
        ("STRIPE_SECRET_KEY", "sk_test_key", "cpd.E013"),
        ("PAYMENTS_LIVE", False, "cpd.E013"),
        ("STRIPE_WEBHOOK_SECRETS", [], "cpd.E009"),
    ],
)
def test_a_production_that_lacks_something_says_what(
    production: Any, name: str, value: object, number: str
) -> None:
    setattr(production, name, value)

    assert ids(production_errors()) == [number]


def test_the_demo_of_this_machine_starts(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.DATABASE_URL = ["localhost", "127.0.0.1", "[::1]"], ""

    assert demo_errors() == []


@pytest.mark.parametrize(
    ("hosts", "database", "number"),
    [
        (["cpd.example"], "", "cpd.E010"),
        (["localhost", "cpd.example"], "", "cpd.E010"),
        (["*"], "", "cpd.E010"),
        (["localhost"], "postgres://cpd@db.example/cpd", "cpd.E011"),
    ],
)
def test_a_demo_that_looks_like_production_does_not_start(
    settings: Any, hosts: list[str], database: str, number: str
) -> None:
    settings.ALLOWED_HOSTS, settings.DATABASE_URL = hosts, database

    assert ids(demo_errors()) == [number]


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"MODE": "production"}, "MODE=production needs SECRET_KEY"),
        ({"ALLOWED_HOSTS": "cpd.example"}, "The demo serves local hosts only"),
        ({"PORT": "eighty"}, "PORT must be a whole number"),
    ],
)
def test_the_process_ends_with_the_reason(
    tmp_path: Path, variables: dict[str, str], told: str
) -> None:
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}

    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=site.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert told in run.stderr


def test_the_sandbox_takes_no_live_payments(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.DATABASE_URL = ["localhost"], ""
    settings.PAYMENTS_LIVE = True

    assert ids(demo_errors()) == ["cpd.E012"]


def test_the_demo_takes_no_live_key(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.DATABASE_URL = ["localhost"], ""
    settings.STRIPE_SECRET_KEY, settings.USES_SANDBOX = "sk_live_key", False

    assert ids(demo_errors()) == ["cpd.E013", "cpd.E014"]
