"""`import_questions`: what scripts outside the project rely on."""

import json
import sys
import time
import tracemalloc
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from courses.catalogue.models import Course
from courses.quizzes.models import Question
from cpd.audit.models import AuditEntry
from tests.courses.interchange.questions.fixtures import OURS, package, zipped
from tests.factories import make_course

pytestmark = pytest.mark.django_db
GIFT = "::One::Is it so?{=yes ~no}\n\nWrite.{}\n\n::Two::How many?{#7}\n"


def written(folder: Path, content: str | bytes, name: str = "file.txt") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def run(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_questions", *args, "--json", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def test_the_report_says_what_went_in_and_what_did_not(tmp_path: Path) -> None:
    report = run(written(tmp_path, GIFT), "--format", "gift")

    assert report["imported"] == 2
    assert [(one["type"], one["stem"]) for one in report["questions"]] == [
        ("single", "Is it so?"),
        ("numeric", "How many?"),
    ]
    assert [(one["where"], "essay" in one["reason"]) for one in report["skipped"]] == [
        ("line 3", True)
    ]
    assert [(one.key, one.course) for one in Question.objects.all()] == [
        ("one", None),
        ("two", None),
    ]
    assert AuditEntry.objects.get().act == "questions.imported"


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, GIFT)

    tried, done = run(file, "--dry-run"), run(file)

    assert (tried.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert tried == done
    assert Question.objects.count() == 2


def test_a_course_gets_the_questions_into_its_bank(tmp_path: Path) -> None:
    course = make_course()

    run(written(tmp_path, GIFT), "--course", course.slug)

    assert course.questions.count() == 2


def test_what_the_bank_has_is_not_taken_twice(tmp_path: Path) -> None:
    file = written(tmp_path, GIFT)
    run(file)

    again = run(file)

    assert again["imported"] == 0
    assert [one["reason"] for one in again["skipped"]][1:] == [
        "The bank has this question already."
    ] * 2
    assert run(file, "--duplicates")["imported"] == 2


def test_people_read_a_line_for_each_item_that_stays_out(tmp_path: Path) -> None:
    out = StringIO()

    call_command("import_questions", written(tmp_path, GIFT), stdout=out)

    first, second = out.getvalue().splitlines()
    assert first == "3 items read as gift: 2 imported, 1 not."
    assert second.startswith("  line 3 (Write.): This is an essay")


@pytest.mark.parametrize("format", OURS)
def test_the_format_is_told_by_the_content(tmp_path: Path, format: str) -> None:  # noqa: A002
    content = OURS[format]
    report = run(written(tmp_path, content), "--dry-run")

    expected = {"missing-word": "gift"}.get(format, format)
    assert report["format"] == expected
    assert report["items"] == report["imported"] + len(report["skipped"])


def refusal(*args: str) -> CommandError:
    with pytest.raises(CommandError) as raised:
        call_command("import_questions", *args)
    return raised.value


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: str(folder / "none.txt"), "There is no file none.txt."),
        (lambda folder: str(folder), "is a folder"),
        (lambda _: "/dev/zero", "is not a file"),
        (lambda folder: written(folder, b""), "is empty"),
        (lambda folder: written(folder, b"a\0b"), "null characters"),
        (lambda folder: written(folder, b"\xff\xfeabc"), "not text"),
        (lambda folder: written(folder, b'<!DOCTYPE x [<!ENTITY a "b">]><quiz>&a;</quiz>'), "doc"),
        (lambda folder: written(folder, b"<questestinterop/>"), "QTI 1"),
        (lambda folder: written(folder, zipped([("../a.xml", b"<a/>")])), "leads out"),
        (lambda folder: written(folder, zipped([("a.xml", bytes(99_000_000))])), "unpacks"),
    ],
)
def test_a_file_that_cannot_be_read_is_exit_code_two(
    tmp_path: Path, make: Any, reason: str
) -> None:
    refused = refusal(make(tmp_path))

    assert refused.returncode == 2
    assert reason in str(refused)
    assert "Traceback" not in str(refused)


def test_an_unknown_course_is_exit_code_two(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, GIFT), "--course", "none").returncode == 2


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    started = time.process_time()
    tracemalloc.start()
    refused = refusal(str(path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "larger than 8 MB" in str(refused)
    assert most < 64 * 1024 * 1024
    assert time.process_time() - started < 2


def test_a_package_of_qti_brings_its_pictures(tmp_path: Path, course: Course) -> None:
    report = run(written(tmp_path, package(), "a.zip"), "--course", course.slug)

    assert report["format"] == "qti"
    assert report["imported"]


def test_the_exit_code_reaches_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from django.core.management import ManagementUtility  # noqa: PLC0415

    file = str(tmp_path / "none.txt")
    monkeypatch.setattr(sys, "argv", ["manage.py", "import_questions", file])
    with pytest.raises(SystemExit) as left:
        ManagementUtility(["manage.py", "import_questions", file]).execute()

    assert left.value.code == 2
    assert "There is no file none.txt." in capsys.readouterr().err
