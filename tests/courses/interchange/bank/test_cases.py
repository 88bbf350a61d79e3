"""Question files made by others, through the command: each item goes in, or is named with a reason;
a second time the bank has them all."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from courses.quizzes.models import Question
from tests.cases import needs_cases
from tests.courses.interchange.questions.test_cases import READ, UNREADABLE, files, format_of

pytestmark = [pytest.mark.django_db, needs_cases]


def run(path: Path, *more: str) -> dict[str, Any]:
    """Return the report; of a file that cannot be read as a whole, none of its items."""
    out = StringIO()
    try:
        call_command(
            "import_questions", path, "--format", format_of(path), "--json", *more, stdout=out
        )
    except CommandError as refused:
        if refused.returncode != 2 or path.name not in UNREADABLE:
            raise
        return {"items": 0, "imported": 0, "skipped": []}
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


@pytest.mark.parametrize("folder", READ)
def test_every_item_goes_in_or_is_named(folder: str) -> None:
    counted: Counter[str] = Counter()
    for path in files(folder):
        report = run(path, "--duplicates")
        assert report["items"] == report["imported"] + len(report["skipped"])
        assert all(one["where"] and one["reason"] for one in report["skipped"])
        counted.update(items=report["items"], imported=report["imported"])

    assert (counted["items"], counted["imported"]) == READ[folder]
    assert Question.objects.filter(vignette=None).count() == counted["imported"]
    assert sum(run(path)["imported"] for path in files(folder)) == 0
