"""Reading Moodle's embedded answers: a text with questions in braces
(docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from courses.interchange.questions.checking import check
from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.decoding import decode
from courses.interchange.questions.form import (
    FULL,
    NONE,
    Choice,
    Kind,
    NumberAnswer,
    Reading,
    ReadQuestion,
    TextAnswer,
    Unkept,
)
from courses.interchange.questions.gift_answers import number_range
from courses.interchange.questions.limits import MOST_LINE, MOST_PARTS
from courses.interchange.questions.numbers import share, weight
from courses.interchange.questions.richtext import Texts, bare, one_line

TYPES = {
    "MULTICHOICE": Kind.SINGLE, "MC": Kind.SINGLE, "MULTIRESPONSE": Kind.MULTIPLE,
    "MR": Kind.MULTIPLE, "NUMERICAL": Kind.NUMERIC, "NM": Kind.NUMERIC,
    "SHORTANSWER": Kind.TEXT, "SA": Kind.TEXT, "MW": Kind.TEXT,
}  # fmt: skip
ENDINGS = {
    Kind.SINGLE: {"", "_V", "V", "_H", "H", "_S", "S", "_VS", "VS", "_HS", "HS"},
    Kind.MULTIPLE: {"", "_H", "H", "_S", "S", "_HS", "HS"},
    Kind.NUMERIC: {""},
    Kind.TEXT: {"", "_C", "C"},
}
NAMES = {name + ending: (kind, ending.strip("_")) for name, kind in TYPES.items()
         for ending in ENDINGS[kind]}  # fmt: skip
OPENING = re.compile(r"\{\s*(\d{0,4})\s*:\s*([A-Z_]{2,20})\s*:")
LOOSE = re.compile(r"\{\s*\d{0,4}\s*:\s*([A-Za-z_]{2,20})")
WEIGHT = re.compile(r"\s*(?:=|%([^%]{1,20})%)")
SIGNS = '}#~/"\\=%'
HIDDEN = {sign: chr(0xE010 + number) for number, sign in enumerate(SIGNS)}
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()}
PRIVATE = re.compile("[\ue010-\ue017]")
ESCAPED = re.compile(r"\\([}#~/\"\\=%])")
MARKER = re.compile(r"\[\[(\d+)\]\]")
Rich = Callable[[str], str]


def read_cloze(content: bytes) -> Reading:
    """Return the one question that a plain file of embedded answers is. Raises Unreadable."""
    text, encoding = decode(content)
    collector = Collector(format="cloze", encoding=encoding)
    first = len(text) - len(text.lstrip())
    where = f"line {text.count(chr(10), 0, first) + 1}"
    collector.take(where, " ".join(text.split())[:80], lambda: _plain(text))
    return collector.reading()


def _plain(text: str) -> ReadQuestion:
    texts = Texts()
    stem, parts = cut(text, texts, texts.auto)
    return ReadQuestion(
        kind=Kind.VIGNETTE, stem=texts.auto(stem), parts=parts, notes=tuple(texts.notes)
    )


def cut(text: str, texts: Texts, rich: Rich) -> tuple[str, tuple[ReadQuestion, ...]]:
    """Return the text with [[1]], [[2]] … for its questions, and those. Raises Unkept."""
    text = hide(text)
    pieces: list[str] = []
    parts: list[ReadQuestion] = []
    at = 0
    while opening := OPENING.search(text, at):
        end = text.find("}", opening.end())
        if end < 0:
            raise Unkept("A brace of an embedded question is not closed.")
        parts.append(_part(opening, text[opening.end() : end], rich, len(parts) + 1))
        pieces += [_around(text[at : opening.start()]), f"[[{len(parts)}]]"]
        at = end + 1
        if len(parts) > MOST_PARTS:
            raise Unkept(f"A text has more than {MOST_PARTS} questions.", is_fault=False)
    stem = "".join([*pieces, _around(text[at:])])
    broken = LOOSE.search(stem)
    if broken:
        raise Unkept(f"“{broken[0][:40]}” begins an embedded question that cannot be read.")
    if not parts:
        raise Unkept("There is no embedded question such as {1:SHORTANSWER:=word} in this text.")
    return stem, tuple(parts)


def _around(text: str) -> str:
    """Return what stands between embedded questions as it was typed, without our own marks."""
    return PRIVATE.sub(lambda match: f"\\{SHOWN[match[0]]}", MARKER.sub(r"[\1]", text))


def hide(text: str) -> str:
    """Return text in which a sign behind a backslash no longer looks like one."""
    return ESCAPED.sub(lambda match: HIDDEN[match[1]], PRIVATE.sub("\ufffd", text))


def _part(opening: re.Match[str], inner: str, rich: Rich, number: int) -> ReadQuestion:
    name = opening[2]
    if name not in NAMES:
        raise Unkept(f"“{name}” is not a kind of embedded question.")
    kind, ending = NAMES[name]
    answers = [_answer(text) for text in inner.split("~") if text.strip()]
    question = ReadQuestion(
        kind=kind,
        stem=f"Gap {number}",
        points=Decimal(opening[1] or 1),
        is_case_sensitive=kind is Kind.TEXT and "C" in ending,
        keeps_order=kind in {Kind.SINGLE, Kind.MULTIPLE} and "S" not in ending,
    )
    try:
        return check(_with_answers(question, answers, rich))
    except Unkept as unkept:
        reason = f"Embedded question {number}: {unkept.reason}"
        raise Unkept(reason, is_fault=unkept.is_fault) from None


def _with_answers(
    question: ReadQuestion, answers: list[tuple[str, Decimal, str]], rich: Rich
) -> ReadQuestion:
    if question.kind is Kind.NUMERIC:
        numbers = [(number_range(words), worth, rich(feedback))
                   for words, worth, feedback in answers]  # fmt: skip
        read = (NumberAnswer(value, near, worth, said) for (value, near), worth, said in numbers)
        return replace(question, numbers=tuple(read))
    if question.kind is Kind.TEXT:
        accepted: dict[str, TextAnswer] = {}
        for words, worth, feedback in answers:
            line = one_line(bare(rich(words)), MOST_LINE)
            accepted.setdefault(line, TextAnswer(line, worth, rich(feedback)))
        return replace(question, texts=tuple(accepted.values()))
    choices = tuple(Choice(rich(words), worth, rich(said)) for words, worth, said in answers)
    full = sum(choice.weight == FULL for choice in choices)
    kind = Kind.MULTIPLE if full > 1 else question.kind
    whole = sum((choice.weight for choice in choices if choice.weight > 0), NONE)
    if kind is Kind.MULTIPLE and whole > FULL:
        choices = tuple(
            replace(choice, weight=share(choice.weight, whole)) if choice.weight > 0 else choice
            for choice in choices
        )
    return replace(question, kind=kind, choices=choices)


def _answer(text: str) -> tuple[str, Decimal, str]:
    match = WEIGHT.match(text)
    worth = NONE if not match else FULL if not match[1] else weight(match[1])
    words, _, feedback = (text[match.end() :] if match else text).partition("#")
    return _shown(words), worth, _shown(feedback)


def _shown(text: str) -> str:
    return PRIVATE.sub(lambda match: SHOWN[match[0]], text).strip()
