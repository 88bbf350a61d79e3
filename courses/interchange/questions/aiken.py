"""Reading Aiken: a question, choices A to Z, and the letter of the right one
(docs.moodle.org/en/Aiken_format)."""

import re
from dataclasses import dataclass, field

from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.decoding import decode, lines_of
from courses.interchange.questions.form import (
    FULL,
    NONE,
    Choice,
    Kind,
    Reading,
    ReadQuestion,
    Unkept,
)
from courses.interchange.questions.richtext import Texts

CHOICE = re.compile(r"\s*([A-Z])[.)]\s*(\S.*?)\s*")
ANSWER = re.compile(r"\s*ANSWER:\s*(.*?)\s*")


@dataclass
class _Draft:
    """A question in the making."""

    line: int
    stem: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""


def read_aiken(content: bytes) -> Reading:
    """Return what an Aiken file holds. Raises Unreadable."""
    text, encoding = decode(content)
    collector = Collector(format="aiken", encoding=encoding)
    for draft in _drafts(text):
        what = " ".join(draft.stem)[:80] or f"ANSWER: {draft.answer}"[:80]
        collector.take(f"line {draft.line}", what, lambda draft=draft: _read(draft))  # type: ignore[misc]
    return collector.reading()


def _drafts(text: str) -> list[_Draft]:
    """Cut at ANSWER lines, and where a new stem begins after choices."""
    drafts: list[_Draft] = []
    draft = _Draft(1)
    for number, line in enumerate(lines_of(text), start=1):
        answer, choice = ANSWER.fullmatch(line), CHOICE.fullmatch(line)
        is_stem = bool(line.strip()) and not answer and not (choice and draft.stem)
        if is_stem and draft.choices:
            drafts.append(draft)
            draft = _Draft(number)
        if is_stem:
            draft.line = draft.line if draft.stem else number
            draft.stem.append(line.strip())
        elif choice:
            draft.choices.append((choice[1], choice[2]))
        elif answer:
            draft.line = draft.line if draft.stem else number
            draft.answer = answer[1] or "?"
            drafts.append(draft)
            draft = _Draft(number + 1)
    return [*drafts, draft] if draft.stem else drafts


def _read(draft: _Draft) -> ReadQuestion:
    letters = [letter for letter, _ in draft.choices]
    if not draft.stem:
        raise Unkept("There is an ANSWER line without a question above it.")
    if letters != [chr(ord("A") + place) for place in range(len(letters))]:
        raise Unkept("The choices must be lettered A, B, C … in this order, once each.")
    if not draft.answer:
        raise Unkept("The question has no ANSWER line: add “ANSWER: A” below its choices.")
    if draft.answer not in letters:
        raise Unkept(f"“ANSWER: {draft.answer[:40]}” does not name one of its choices.")
    texts = Texts()
    return ReadQuestion(
        kind=Kind.SINGLE,
        stem=texts.plain("\n".join(draft.stem)),
        choices=tuple(
            Choice(texts.plain(words), FULL if letter == draft.answer else NONE)
            for letter, words in draft.choices
        ),
    )
