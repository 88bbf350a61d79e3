"""What README and docs point at is there: files by their names, pages by their links."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "accounts",
    "bench",
    "courses",
    "cpd",
    "docs",
    "payments",
    "static",
    "templates",
    "tests",
)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FILE = re.compile(r"`([\w./-]+\.(?:py|html|typ|css|js|sh))(?:\.\w+)?`")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def tree() -> list[str]:
    return [
        f"/{path.relative_to(ROOT)}" for folder in FOLDERS for path in (ROOT / folder).rglob("*")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path, tree: list[str]) -> None:
    named = set(FILE.findall(page.read_text(encoding="utf-8")))

    assert {name for name in named if not any(path.endswith(f"/{name}") for path in tree)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = set(LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))))

    assert {link for link in links if not (page.parent / link).exists()} == set()
