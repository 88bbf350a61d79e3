"""A form in an included template has its token: `only` would leave it out, and every press of its
button would be refused."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')
TEXTS = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8")
    for path in TEMPLATES.rglob("*.html")
}


def needs_token(name: str) -> bool:
    """Whether a template, or one that it includes, asks for the token."""
    text = TEXTS.get(name, "")
    return "{% csrf_token %}" in text or any(
        needs_token(inner) for inner, _ in INCLUDE.findall(text) if inner != name
    )


def test_no_form_is_included_without_its_token() -> None:
    found = [
        (name, included)
        for name, text in TEXTS.items()
        for included, rest in INCLUDE.findall(text)
        if re.search(r"\bonly\b", rest) and needs_token(included)
    ]

    assert any(needs_token(name) for name in TEXTS)
    assert found == []
