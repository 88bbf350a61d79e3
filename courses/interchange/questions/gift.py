"""Reading GIFT, Moodle's text format for questions (docs.moodle.org/en/GIFT_format)."""

import re
from typing import Any

from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.decoding import check_tags, decode
from courses.interchange.questions.form import Kind, Reading, ReadQuestion, Unkept
from courses.interchange.questions.gift_answers import FORMAT, Answers, rich
from courses.interchange.questions.gift_blocks import Block, blocks
from courses.interchange.questions.gift_marks import hide, show
from courses.interchange.questions.limits import MOST_BLOCK, MOST_LINE, MOST_SIGNS
from courses.interchange.questions.richtext import Texts, one_line

TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
SIGN = re.compile(r"[=~#]")
DATA_IMAGE = re.compile("data[:\ue005]image/[a-z]{1,20};base64,[A-Za-z0-9+/=\ue001]+")
MARKDOWN = re.compile(r"[\[\]*_`>]")
GAP = "_____"


def read_gift(content: bytes) -> Reading:
    """Return what a GIFT file holds. Raises Unreadable."""
    text, encoding = decode(content)
    if "[markdown]" in text.lower():
        check_tags(5 * len(MARKDOWN.findall(text)))
    collector = Collector(format="gift", encoding=encoding)
    for block in blocks(text):
        collector.take(f"line {block.line}", name_of(block), lambda block=block: _read(block))  # type: ignore[misc]
    return collector.reading()


def name_of(block: Block) -> str:
    """Return a question's title, or how it begins."""
    hidden = hide(block.text[:2_000])
    title = TITLE.match(hidden)
    words = title[1] if title else FORMAT.sub("", hidden.partition("{")[0], count=1)
    return show(words).strip()[:80]


def _read(block: Block) -> ReadQuestion:
    _check_size(block.text)
    hidden = hide(block.text)
    title = TITLE.match(hidden)
    body = hidden[title.end() :] if title else hidden
    before, inner, after = _braces(body)
    named = FORMAT.match(before)
    format_ = named[1].lower() if named else "moodle"
    texts = Texts()
    answers = Answers(texts, format_)
    right, _, explanation = inner.partition("####")
    fields: dict[str, Any] = answers.read(right)
    stem = before[named.end() :] if named else before
    if after.strip():
        stem = f"{stem}{GAP}{after}"
    return ReadQuestion(
        **fields,
        stem=rich(texts, stem, format_),
        title=one_line(show(title[1]), MOST_LINE) if title else "",
        explanation=answers.rich(explanation),
        category=block.category,
        tags=tuple(dict.fromkeys(one_line(tag, MOST_LINE) for tag in block.tags if tag)),
        source_id=block.source_id,
        images=tuple(texts.images.values()),
        notes=(*texts.notes, *_notes(fields)),
    )


def _check_size(text: str) -> None:
    words = DATA_IMAGE.sub("", hide(text))
    if len(words) > MOST_BLOCK or len(SIGN.findall(words)) > MOST_SIGNS:
        raise Unkept("This question is far too long: split it up.")


def _braces(body: str) -> tuple[str, str, str]:
    opened, closed = body.count("{"), body.count("}")
    if not opened and not closed:
        raise Unkept(
            "This is a description, without a question: put it into a lesson, or add an answer in"
            " braces.",
            is_fault=False,
        )
    if opened != closed or opened > 1 or body.index("{") > body.index("}"):
        raise Unkept("Braces do not pair up: one { and one } a question; write others as \\{ \\}.")
    before, _, rest = body.partition("{")
    inner, _, after = rest.partition("}")
    if not inner.partition("####")[0].strip():
        raise Unkept(
            "This is an essay: free writing is not marked here. Ask it as a reflection.",
            is_fault=False,
        )
    return before, inner, after


def _notes(fields: dict[str, Any]) -> list[str]:
    wild = fields["kind"] is Kind.TEXT and any("*" in one.text for one in fields["texts"])
    return ["* in an accepted answer stands for any characters."] if wild else []
