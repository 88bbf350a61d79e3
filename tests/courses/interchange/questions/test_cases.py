"""Question files made by others: how many items each holds, which are read, and why the others are
not. Run with -s to see the table."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from courses.interchange.questions.form import Kind, ReadQuestion, Unreadable
from courses.interchange.questions.reading import read_questions
from courses.interchange.questions.richtext import Texts, bare
from tests.cases import FOLDER, needs_cases

FORMATS = {"gift": "gift", "moodle-xml": "moodle-xml", "qti": "qti"}
OTHER = {"aiken": "aiken", "missingword": "missing-word", "multianswer": "cloze"}
UNREADABLE = {
    "biologie__imsmanifest.xml",
    "custom__items__template_location__template_location_rp_invalid.xml",
    "invalid__noversion.xml",
}
READ = {"gift": (113, 105), "moodle-xml": (9, 7), "moodle-other-formats": (10, 5), "qti": (71, 23)}
KINDS = {"MC": {Kind.SINGLE, Kind.MULTIPLE}, "TF": {Kind.TRUE_FALSE}, "Short": {Kind.TEXT},
         "Numerical": {Kind.NUMERIC}, "Matching": {Kind.MATCHING}}  # fmt: skip

pytestmark = needs_cases


def files(folder: str) -> list[Path]:
    found = (
        path for path in (FOLDER / folder).rglob("*") if path.suffix in {".gift", ".txt", ".xml"}
    )
    return sorted(found)


def format_of(path: Path) -> str:
    folder = path.relative_to(FOLDER).parts[0]
    return FORMATS.get(folder) or OTHER[path.name.split("-")[0]]


def rows() -> Iterator[tuple[str, str, int, int, list[str]]]:
    """Yield folder, file, items, read, and why each other item was not."""
    for folder in READ:
        for path in files(folder):
            try:
                reading = read_questions(path.read_bytes(), format=format_of(path))
            except Unreadable as unreadable:
                yield folder, path.name, 0, 0, [unreadable.reason]
                continue
            reasons = [f"{one.where}: {one.reason}" for one in reading.skipped]
            yield folder, path.name, reading.count, len(reading.questions), reasons


def test_every_item_is_read_or_named() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    unreadable = set()
    for folder, name, items, read, reasons in rows():
        print(f"{folder} | {name} | {items} | {read} | {'; '.join(reasons)}")  # noqa: T201 the table
        assert items == read + (len(reasons) if items else 0)
        counted[folder, "items"] += items
        counted[folder, "read"] += read
        if not items:
            unreadable.add(name)

    assert {folder: (counted[folder, "items"], counted[folder, "read"]) for folder in READ} == READ
    assert unreadable == UNREADABLE


def test_a_gift_file_holds_as_many_questions_as_its_own_signs_say() -> None:
    for path in files("gift"):
        lines = path.read_text("cp1252").splitlines()
        text = re.sub(r"(?m)^[ \t]*(//.*|\$CATEGORY.*)$", "\0", "\n".join(lines))
        blocks = [b for b in re.split(r"\n\s*\n", text) if b.replace("\0", "").strip()]
        assert read_questions(path.read_bytes(), format="gift").count == len(blocks), path.name


def upstream() -> list[Path]:
    return [path for path in files("gift/peg") if path.with_suffix(".json").exists()]


@pytest.mark.parametrize("path", upstream(), ids=lambda path: path.stem)
def test_gift_is_read_as_by_the_grammar_of_others(path: Path) -> None:
    reading = read_questions(path.read_bytes(), format="gift")
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    asked = [one for one in expected if one["type"] not in {"Essay", "Description"}]

    assert len(reading.skipped) == len(expected) - len(asked)
    for question, want in zip(reading.questions, asked, strict=True):
        assert question.kind in KINDS[want["type"]]
        assert question.title == (want["title"] or "")
        assert list(question.tags) == (want["tags"] or [])
        assert question.source_id == want["id"] or want["id"] is None
        assert tight(bare(question.stem)) == tight(said(want["stem"]))
        assert bare(question.explanation) == said(want["globalFeedback"])
        COMPARE[want["type"]](question, want)


def tight(text: str) -> str:
    """Others put a space before the sign after a gap, or not."""
    return re.sub(r"\s*_____\s*", "_____", text)


def said(field: dict[str, Any] | str | None) -> str:
    if not field:
        return ""
    if isinstance(field, str):
        return field
    read = {"html": Texts().html, "markdown": Texts().markdown}.get(field["format"], Texts().plain)
    return bare(read(field["text"]))


def compare_choices(question: ReadQuestion, want: dict[str, Any]) -> None:
    full = any(choice["isCorrect"] for choice in want["choices"])
    for found, choice in zip(question.choices, want["choices"], strict=True):
        weight = choice["weight"]
        usual = Decimal(100 if choice["isCorrect"] else 0)
        assert found.weight == (usual if weight is None else Decimal(str(weight)))
        assert bare(found.text) == said(choice["text"])
        assert bare(found.feedback) == said(choice["feedback"])
    assert question.kind is (Kind.SINGLE if full else Kind.MULTIPLE)


def compare_texts(question: ReadQuestion, want: dict[str, Any]) -> None:
    for found, choice in zip(question.texts, want["choices"], strict=True):
        weight = choice["weight"]
        assert found.weight == Decimal(str(100 if weight is None else weight))
        assert found.text == " ".join(choice["text"]["text"].split())
        assert bare(found.feedback) == said(choice["feedback"])


def compare_truth(question: ReadQuestion, want: dict[str, Any]) -> None:
    """By Moodle's manual the first feedback is for the wrong answer; the others' grammar takes it
    for the answer True."""
    true, false = question.choices
    assert (true.weight == 100) is want["isTrue"]
    ours = [true.feedback, false.feedback]
    theirs = [said(want["trueFeedback"]), said(want["falseFeedback"])]
    assert ours == (theirs[::-1] if want["isTrue"] else theirs)


def compare_pairs(question: ReadQuestion, want: dict[str, Any]) -> None:
    pairs = [(bare(pair.left), bare(pair.right)) for pair in question.pairs]
    assert pairs == [(said(one["subquestion"]), one["subanswer"]) for one in want["matchPairs"]]


def compare_numbers(question: ReadQuestion, want: dict[str, Any]) -> None:
    choices = want["choices"]
    entries = choices if isinstance(choices, list) else [{"text": choices, "weight": None}]
    for found, choice in zip(question.numbers, entries, strict=True):
        weight = choice["weight"]
        usual = 100 if choice.get("isCorrect", True) else 0
        assert found.weight == Decimal(str(usual if weight is None else weight))
        assert bare(found.feedback) == said(choice.get("feedback"))
        assert (found.value, found.tolerance) == span(choice["text"])


def span(number: dict[str, Any]) -> tuple[Decimal | None, Decimal]:
    if number.get("text") == "*":
        return None, Decimal(0)
    if number["type"] == "high-low":
        low, high = Decimal(str(number["numberLow"])), Decimal(str(number["numberHigh"]))
        return (low + high) / 2, (high - low) / 2
    return Decimal(str(number["number"])), Decimal(str(number.get("range", 0)))


COMPARE = {
    "MC": compare_choices, "Short": compare_texts, "TF": compare_truth,
    "Matching": compare_pairs, "Numerical": compare_numbers,
}  # fmt: skip


def test_an_invalid_moodle_file_changes_nothing() -> None:
    reading = read_questions(
        (FOLDER / "moodle-xml" / "error_invalid_grades.xml").read_bytes(), format="moodle-xml"
    )

    assert reading.questions == ()
    assert "33 %" in reading.skipped[0].reason


def test_old_and_nested_categories_are_followed() -> None:
    def found(name: str) -> list[tuple[str, ...]]:
        content = (FOLDER / "moodle-xml" / name).read_bytes()
        return [one.category for one in read_questions(content, format="moodle-xml").questions]

    assert found("old_format_file.xml") == [("Pi",), ("Pi", "Rho")]
    assert found("nested_categories.xml") == [("Delta", "Epsilon", "Zeta")]
    assert found("categories_reverse_order.xml") == [("Sigma",)]


def test_a_cloze_with_pictures_keeps_them() -> None:
    content = (FOLDER / "moodle-xml" / "multianswer.xml").read_bytes()
    (question,) = read_questions(content, format="moodle-xml").questions

    assert [part.kind for part in question.parts] == [Kind.SINGLE] * 4 + [Kind.TEXT]
    assert [image.alt for image in question.images] == [
        "California flag",
        "Arizona flag",
        "Moodle logo",
    ]
    assert all(f'src="{image.name}"' in question.stem + question.explanation
               for image in question.images)  # fmt: skip
