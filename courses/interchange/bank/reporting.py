"""What became of a file, as the command prints it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from courses.interchange.bank.candidates import Candidate
from courses.interchange.questions.form import (
    Choice,
    NumberAnswer,
    Reading,
    ReadQuestion,
    TextAnswer,
)
from courses.interchange.questions.numbers import written
from courses.interchange.questions.richtext import bare

TWIN = "The bank has this question already."
TWICE = "The file has this question already, at {}."


@dataclass(frozen=True, slots=True)
class Report:
    """The candidates of a file that went in, or would; and the items that did not, with reasons."""

    reading: Reading
    taken: list[Candidate]
    left: list[tuple[str, str, str]]  # where, what, reason


def report_of(
    reading: Reading, candidates: Iterable[Candidate], *, with_twins: bool = False
) -> Report:
    """Return what is to be taken of a file: each sound question that the bank lacks, or with_twins
    also those it has. What a file says twice goes in twice, with a note."""
    taken = []
    left = [(one.where, one.what, one.reason) for one in reading.skipped]
    for candidate in candidates:
        reason = candidate.fault or ("" if with_twins or candidate.twin is None else TWIN)
        if reason:
            left.append((candidate.draft.read.where, name_of(candidate.draft.read), reason))
        else:
            taken.append(candidate)
    return Report(reading, taken, left)


def notes_of(candidate: Candidate) -> list[str]:
    """Return what is to be said of a question that goes in."""
    twice = [TWICE.format(candidate.same_as)] if candidate.same_as else []
    return [*twice, *candidate.draft.notes]


def name_of(read: ReadQuestion) -> str:
    """Return a question's title, or how it begins."""
    return read.title or bare(read.stem)[:80]


def as_json(report: Report, *, is_dry_run: bool) -> dict[str, Any]:
    """Return the report as plain data; the names in it stay."""
    return {
        "format": report.reading.format,
        "encoding": report.reading.encoding,
        "items": report.reading.count,
        "imported": len(report.taken),
        "dry_run": is_dry_run,
        "skipped": [
            {"where": where, "what": what, "reason": reason} for where, what, reason in report.left
        ],
        "questions": [_taken(candidate) for candidate in report.taken],
    }


def as_lines(report: Report, *, is_dry_run: bool) -> Iterator[str]:
    """Yield the report for people, a line for each item that did not go in."""
    verb = "would be imported" if is_dry_run else "imported"
    count, left = len(report.taken), len(report.left)
    read = f"{report.reading.count} items read as {report.reading.format}"
    yield f"{read}: {count} {verb}, {left} not."
    for where, what, reason in report.left:
        yield f"  {where}{f' ({what})' if what else ''}: {reason}"
    for candidate in report.taken:
        for note in notes_of(candidate):
            yield f"  {candidate.draft.read.where} ({name_of(candidate.draft.read)}): {note}"


def _taken(candidate: Candidate) -> dict[str, Any]:
    read, question = candidate.draft.read, candidate.draft.question
    return {
        "where": read.where,
        "key": question.key,
        **_content(read),
        "tags": list(candidate.draft.tags),
        "notes": notes_of(candidate),
    }


def _content(read: ReadQuestion) -> dict[str, Any]:
    values = {
        "type": read.kind.value,
        "title": read.title,
        "stem": bare(read.stem),
        "stem_html": read.stem,
        "explanation": bare(read.explanation),
        "points": written(read.points),
        "choices": [_choice(choice) for choice in read.choices],
        "pairs": [{"left": bare(pair.left), "right": bare(pair.right)} for pair in read.pairs],
        "extra_rights": [bare(right) for right in read.extra_rights],
        "items": [bare(item) for item in read.items],
        "answers": [_answer(answer) for answer in read.answers],
        "unit": read.unit,
        "category": list(read.category),
        "questions": [_content(part) for part in read.parts],
    }
    always = {"type", "title", "stem"}
    return {name: value for name, value in values.items() if value or name in always}


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "text": bare(choice.text),
        "weight": written(choice.weight),
        "is_right": choice.weight > 0,
        "feedback": bare(choice.feedback),
    }


def _answer(answer: NumberAnswer | TextAnswer) -> dict[str, Any]:
    worth = {"weight": written(answer.weight), "feedback": bare(answer.feedback)}
    if isinstance(answer, TextAnswer):
        return {"text": answer.text, **worth}
    value = None if answer.value is None else written(answer.value)
    return {"value": value, "tolerance": written(answer.tolerance), **worth}
