"""The shape of the code: files and functions that a reader can hold in mind
(docs/architecture.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("cpd", "accounts", "courses", "payments", "tests", "bench", "docs")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_SHEET = 400, 50, 120, 200
MEDIAN_FILE, MEDIAN_FUNCTION = 78, 9  # 70 again once long files are split


def sources() -> list[Path]:
    paths = (path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in paths if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("folder", "suffix", "limit"),
    [
        ("templates", ".html", LONGEST_TEMPLATE),
        ("static/css", ".css", LONGEST_SHEET),
        ("static/js", ".js", LONGEST_SHEET),
    ],
)
def test_no_page_file_is_too_long(folder: str, suffix: str, limit: int) -> None:
    found = (ROOT / folder).rglob(f"*{suffix}")

    assert {str(path): lines(path) for path in found if lines(path) > limit} == {}


def test_no_source_file_is_too_long() -> None:
    assert {str(path): lines(path) for path in sources() if lines(path) > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    every = [entry for path in sources() for entry in functions(path)]

    assert [entry for entry in every if entry[1] > LONGEST_FUNCTION] == []


def test_the_median_file_and_function_are_short() -> None:
    files = [lines(path) for path in sources() if lines(path) > 1]
    sizes = [size for path in sources() for _, size in functions(path)]

    assert median(files) <= MEDIAN_FILE
    assert median(sizes) <= MEDIAN_FUNCTION


def test_every_module_says_what_it_is() -> None:
    modules = [path for path in sources() if lines(path)]

    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_only_the_gateway_imports_stripe() -> None:
    importers = [path for path in sources() if "import stripe" in path.read_text("utf-8")]

    allowed = {ROOT / "payments" / "gateway.py", Path(__file__).resolve()}
    outside = [path for path in importers if not path.is_relative_to(ROOT / "tests" / "payments")]
    assert set(outside) <= allowed
