"""The columns of the spreadsheet for questions, and how a cell spells a text."""

import re
from html import unescape

from courses.interchange.questions.form import Kind
from courses.interchange.questions.richtext import Texts
from cpd.sheets import safe

PLACES = range(1, 9)
HEADINGS = [
    "type", "title", "stem",
    *(f"choice {place}" for place in PLACES), "right",
    *(f"match {place}" for place in PLACES),
    "accepted answers", "tolerance", "unit", "case", "accents", "explanation",
    *(f"feedback {place}" for place in PLACES),
    *(f"weight {place}" for place in PLACES),
    "points", "marking", "order", "tags", "category", "difficulty", "reference DOI",
]  # fmt: skip
ALIASES = {
    "kind": "type", "question type": "type", "name": "title", "question": "stem",
    "question text": "stem", "correct": "right", "correct answer": "right", "answer": "right",
    "correct letter": "right", "correct letters": "right", "correct letter(s)": "right",
    "correct answers": "right", "correct option": "right", "correct choice": "right",
    "answers": "accepted answers", "accepted": "accepted answers", "feedback": "explanation",
    "general feedback": "explanation", "tag": "tags", "categories": "category",
    "doi": "reference doi",
    "reference": "reference doi", "references": "reference doi", "grade": "points",
}  # fmt: skip
NUMBERED_ALIAS = re.compile(r"(?:choice|option|answer|item)[ _-]?(\d|[a-h])|([a-h])")
KINDS = {
    "single": Kind.SINGLE, "single choice": Kind.SINGLE, "multiple choice": Kind.SINGLE,
    "multiple": Kind.MULTIPLE, "multiple response": Kind.MULTIPLE, "true-false": Kind.TRUE_FALSE,
    "true/false": Kind.TRUE_FALSE, "true or false": Kind.TRUE_FALSE, "matching": Kind.MATCHING,
    "ordering": Kind.ORDERING, "numeric": Kind.NUMERIC, "number": Kind.NUMERIC,
    "text": Kind.TEXT, "short text": Kind.TEXT, "short answer": Kind.TEXT,
}  # fmt: skip
GUARDED = re.compile(r"'+ *[=+\-@\t\r]")
FORMAT = re.compile(r"\[(html|markdown|plain)\]", re.IGNORECASE)
ENTRY = re.compile(r"(?:\\[\\;]|[^;])+")
ESCAPED = re.compile(r"\\([\\;])")


def heading(written: str) -> str:
    """Return the column that a heading means, in small letters."""
    name = " ".join(written.lower().split())
    numbered = NUMBERED_ALIAS.fullmatch(name)
    if not numbered:
        return ALIASES.get(name, name)
    place = numbered[1] or numbered[2]
    return f"choice {place if place.isdigit() else ord(place) - ord('a') + 1}"


def guard(text: str) -> str:
    """Return a cell that no spreadsheet runs; unguard undoes it."""
    runs = safe(text.lstrip("'")) != text.lstrip("'")
    return f"'{text}" if runs else text


def unguard(cell: str) -> str:
    """Return a cell's text without the guard."""
    return cell[1:] if GUARDED.match(cell) else cell


def rich_cell(rich: str) -> str:
    """Return a rich text as a cell: plain where that is all, else marked [html]."""
    if "<" not in rich:
        plain = unescape(rich)
        is_told_apart = FORMAT.match(plain) or plain != plain.strip() or "\u00a0" in plain
        return f"[html]{rich}" if is_told_apart else plain
    words = unescape(rich.replace("<br>", "\n"))
    is_plain = "<" not in rich.replace("<br>", "") and not FORMAT.match(words)
    return words if is_plain and "\n\n" not in words and "\u00a0" not in words else f"[html]{rich}"


def read_rich(cell: str, texts: Texts) -> str:
    """Return the rich text of a cell. Raises Unkept."""
    named = FORMAT.match(cell)
    if not named:
        return texts.plain(cell)
    words = cell[named.end() :]
    format_ = named[1].lower()
    if format_ == "html":
        return texts.html(words)
    return texts.markdown(words) if format_ == "markdown" else texts.plain(words)


def split(cell: str) -> list[str]:
    """Return the entries of a cell, which semicolons part; \\; is a semicolon in an entry, \\\\ a
    backslash."""
    entries = (ESCAPED.sub(r"\1", entry).strip() for entry in ENTRY.findall(cell))
    return [entry for entry in entries if entry]


def join(entries: tuple[str, ...]) -> str:
    """Return entries as one cell."""
    return "; ".join(re.sub(r"[\\;]", r"\\\g<0>", entry) for entry in entries)
