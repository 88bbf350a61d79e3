"""`/livez` says that the process runs, `/readyz` that it can serve, and neither says more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from cpd import health
from cpd.outbox.posting import post_job


def ask(client: Client, path: str = "/readyz") -> tuple[int, Any]:
    response = client.get(path)
    return response.status_code, response.json()


def refuse(*args: object) -> None:
    raise DatabaseError("gone: host=db.example user=cpd")


def test_a_process_that_answers_is_alive(client: Client, db: None) -> None:
    assert ask(client, "/livez") == (200, {"status": "alive"})


def test_being_alive_asks_no_database(client: Client) -> None:
    assert client.get("/livez").status_code == 200


def test_a_good_site_is_ready(client: Client, db: None) -> None:
    assert ask(client) == (200, {"status": "ready"})


def test_a_database_that_does_not_answer_makes_it_unready_without_detail(
    client: Client, db: None
) -> None:
    with connection.execute_wrapper(refuse):
        answer = ask(client)

    assert answer == (503, {"status": "unready"})


def test_a_missing_migration_makes_it_unready(client: Client, db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="certificates").delete()

    assert ask(client) == (503, {"status": "unready"})


def test_a_full_disk_makes_it_unready(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)

    assert ask(client) == (503, {"status": "unready"})


@pytest.mark.parametrize(("minutes", "status"), [(14, "ready"), (16, "degraded")])
def test_a_late_outbox_only_degrades(client: Client, db: None, minutes: int, status: str) -> None:
    post_job("try", due_at=timezone.now() - timedelta(minutes=minutes))

    assert ask(client) == (200, {"status": status})


def test_a_broker_that_is_away_only_degrades(client: Client, db: None, settings: Any) -> None:
    settings.BROKER_URL = "redis://127.0.0.1:9/0"

    assert ask(client) == (200, {"status": "degraded"})


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_nobody_posts_to_it(client: Client, db: None, path: str) -> None:
    assert client.post(path).status_code == 405
