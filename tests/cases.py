"""Cases made by others, read where they lie; tests that need them are skipped, in one line, where
they do not."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

_asked = os.environ.get("CASES_DIR")
FOLDER = Path(_asked) if _asked else Path(settings.BASE_DIR).parent / "shared" / "cases"

needs_cases = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="No CASES_DIR and no ../shared/cases: cases by others left out."
)


def naughty_strings() -> list[str]:
    """Return the strings that break software."""
    entries = json.loads((FOLDER / "naughty-strings" / "strings.json").read_text("utf-8"))
    return [entry["value"] for entry in entries]


def names() -> list[str]:
    """Return people's names in about 115 locales, real Latin ones, and names on the edge."""
    folder = FOLDER / "names"
    samples = (folder / "cldr-sample-names.jsonl").read_text("utf-8").splitlines()
    real = (folder / "real-names-latin.txt").read_text("utf-8").splitlines()
    with (folder / "edge-names.tsv").open(encoding="utf-8", newline="") as file:
        edge: list[dict[str, Any]] = list(csv.DictReader(file, delimiter="\t", quoting=3))
    return [
        *(json.loads(line)["display"] for line in samples if line),
        *(name for name in real if name),
        *(row["name"] for row in edge),
    ]
