"""Settings are read from the environment, secrets also from files."""

from pathlib import Path

import pytest

from cpd import env
from cpd.databases import database
from cpd.secret import kept_secret


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("yes", True), (" On ", True), ("TRUE", True), ("0", False), ("no", False),
     ("", False), ("off", False)],
)  # fmt: skip
def test_a_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("SWITCH", value)

    assert env.boolean("SWITCH", default=True) is expected


@pytest.mark.parametrize("value", ["2", "ja", "tru"])
def test_anything_else_is_no_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SWITCH", value)

    with pytest.raises(env.BadValue, match="SWITCH must be yes or no"):
        env.boolean("SWITCH", default=True)


def test_what_is_not_set_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTHING", raising=False)

    assert env.text("NOTHING", "else") == "else"
    assert env.boolean("NOTHING", default=True) is True
    assert env.integer("NOTHING", default=7) == 7
    assert env.words("NOTHING", default=["a"]) == ["a"]


def test_a_number_must_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")

    with pytest.raises(env.BadValue, match="PORT must be a whole number, not 'eighty'"):
        env.integer("PORT", default=80)


def test_words_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example,,")

    assert env.words("HOSTS", default=[]) == ["a.example", "b.example"]


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("KEY", "from the environment")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    assert env.text("KEY") == "from the file"


def test_a_missing_secret_file_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY_FILE", "/no/such/file")

    with pytest.raises(FileNotFoundError):
        env.text("KEY")


def test_a_database_address_is_taken_apart() -> None:
    found = database("postgres://user:p%40ss@db.example:5433/cpd?sslmode=require", folder=Path())

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "cpd")
    assert (found["USER"], found["PASSWORD"]) == ("user", "p@ss")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_without_an_address_it_is_sqlite_that_waits_for_its_turn(tmp_path: Path) -> None:
    found = database("", folder=tmp_path / "new")

    assert found["NAME"] == tmp_path / "new" / "db.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_the_demos_secret_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"

    first, second = kept_secret(path), kept_secret(path)

    assert first == second
    assert len(first) >= 50
    assert path.stat().st_mode & 0o077 == 0
