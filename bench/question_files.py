"""`python -m bench.question_files [FOLDER]`: every question file of a folder through
`import_questions`, as a table: items, imported, refused and why, and seconds.

Without FOLDER it takes the cases made by others, from CASES_DIR or ../shared/cases.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

FOLDERS = ("gift", "moodle-xml", "qti", "moodle-other-formats")
SUFFIXES = {".gift", ".txt", ".xml", ".csv", ".xlsx", ".zip"}
LONGEST = 90  # characters of a reason


def main() -> None:
    """Read each file into an empty bank, and print the table and its sums."""
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cpd-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cpd.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sums: Counter[str] = Counter()
    print("| file | items | imported | refused, and why |\n| --- | --- | --- | --- |")
    for path in files():
        started = time.perf_counter()
        report = imported(path)
        sums["seconds"] += int(1_000 * (time.perf_counter() - started))
        sums["files"] += 1
        sums["items"] += report["items"]
        sums["imported"] += report["imported"]
        print(f"| {name_of(path)} | {report['items']} | {report['imported']} | {why(report)} |")
    print(
        f"\n{sums['files']} files, {sums['items']} items, {sums['imported']} imported,"
        f" {sums['seconds'] / 1_000:.1f} s"
    )


def files() -> list[Path]:
    """Return the files, folder by folder."""
    cases = os.environ.get("CASES_DIR") or Path(__file__).parents[2] / "shared" / "cases"
    roots = [Path(sys.argv[1])] if sys.argv[1:] else [Path(cases) / name for name in FOLDERS]
    found = (path for root in roots for path in sorted(root.rglob("*")))
    return [path for path in found if path.suffix.lower() in SUFFIXES and path.is_file()]


def imported(path: Path) -> dict[str, Any]:
    """Return the command's report; of a file that cannot be read, why not."""
    from django.core.management import CommandError, call_command

    out = io.StringIO()
    try:
        call_command("import_questions", path, "--dry-run", "--json", stdout=out)
    except CommandError as refused:
        whole = {"where": "the file", "reason": str(refused).removeprefix(f"{path.name}: ")}
        return {"items": 0, "imported": 0, "skipped": [whole]}
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def name_of(path: Path) -> str:
    """Return a file's name with its folder."""
    return f"{path.parent.name}/{path.name}"


def why(report: dict[str, Any]) -> str:
    """Return the reasons, each once with its number."""
    reasons = Counter(one["reason"][:LONGEST] for one in report["skipped"])
    return "; ".join(f"{count}: {reason}" for reason, count in reasons.items())


if __name__ == "__main__":
    main()
