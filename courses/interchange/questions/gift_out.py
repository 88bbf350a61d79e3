"""Writing GIFT."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from html import escape as escape_html
from html import unescape

from courses.interchange.questions.form import FULL, NONE, Kind, NumberAnswer, ReadQuestion
from courses.interchange.questions.gift_blocks import path_of
from courses.interchange.questions.gift_marks import escape
from courses.interchange.questions.images import data_address
from courses.interchange.questions.numbers import written as spelt
from courses.interchange.questions.richtext import PICTURE, bare
from courses.interchange.questions.writing import Written, written

SIMPLE = re.compile(r"(?!//)[^<>&\[\]\n]*")
IN_TAG = re.compile(r"([\]\\])")


def write_gift(questions: Iterable[ReadQuestion]) -> Written:
    """Return a GIFT file, UTF-8; losses says what it does not hold."""
    return written("gift", questions, _write)


def _write(questions: list[ReadQuestion]) -> bytes:
    blocks = []
    category: tuple[str, ...] = ()
    for question in questions:
        if question.category != category:
            category = question.category
            blocks.append(f"$CATEGORY: {path_of(category)}")
        blocks.append(_Writer(question).block())
    return "".join(f"{block}\n\n" for block in blocks).encode()


class _Writer:
    """Writes one question: as plain words if all its texts are, else as HTML."""

    def __init__(self, question: ReadQuestion) -> None:
        self.question = question
        self.images = {image.name: image.content for image in question.images}
        self.is_html = not all(SIMPLE.fullmatch(text) for text in _rich_texts(question))

    def block(self) -> str:
        question = self.question
        title = f"::{escape(question.title)}::" if question.title else ""
        format_ = "[html]" if self.is_html else ""
        stem = escape(self._html(question.stem)) if self.is_html else escape(question.stem)
        answers = WRITE[question.kind](self)
        after = f"####{self.rich(question.explanation)}\n" if question.explanation else ""
        if after and not answers.endswith("\n"):
            answers += "\n"
        return f"{self._remark()}{title}{format_}{stem}{{{answers}{after}}}"

    def rich(self, text: str) -> str:
        """Return a field, marked as HTML where it could be taken for a mark itself."""
        html = self._html(text) if self.is_html else text
        return f"[html]{escape(html)}" if text.startswith("[") else escape(html)

    def _remark(self) -> str:
        marks = [f"[tag:{_in_tag(tag)}]" for tag in self.question.tags]
        if self.question.source_id:
            marks.insert(0, f"[id:{_in_tag(self.question.source_id)}]")
        return f"// {' '.join(marks)}\n" if marks else ""

    def _html(self, text: str) -> str:
        def embed(match: re.Match[str]) -> str:
            content = self.images.get(match[1])
            return match[0].replace(match[1], data_address(match[1], content)) if content else ""

        return PICTURE.sub(embed, text)


def _rich_texts(question: ReadQuestion) -> list[str]:
    return [
        question.stem,
        question.explanation,
        *(text for choice in question.choices for text in (choice.text, choice.feedback)),
        *(pair.left for pair in question.pairs),
        *(answer.feedback for answer in question.answers),
    ]


def _single(writer: _Writer) -> str:
    return _choices(writer, is_single=True)


def _multiple(writer: _Writer) -> str:
    return _choices(writer, is_single=False)


def _choices(writer: _Writer, *, is_single: bool) -> str:
    lines = []
    for choice in writer.question.choices:
        is_right = is_single and choice.weight == FULL
        text = writer.rich(choice.text)
        worth = _weight(choice.weight, FULL if is_right else NONE, text)
        lines.append(
            f"\n\t{'=' if is_right else '~'}{worth}{text}{_feedback(writer, choice.feedback)}"
        )
    return "".join(lines) + "\n"


def _true_false(writer: _Writer) -> str:
    """Feedback for who is wrong comes first."""
    true, false = writer.question.choices
    is_true = true.weight == FULL
    right, wrong = (true, false) if is_true else (false, true)
    said = f"#{writer.rich(wrong.feedback)}" if wrong.feedback or right.feedback else ""
    if right.feedback:
        said += f"#{writer.rich(right.feedback)}"
    return f"{'TRUE' if is_true else 'FALSE'}{said}"


def _matching(writer: _Writer) -> str:
    pairs = [(writer.rich(pair.left), pair.right) for pair in writer.question.pairs]
    rows = pairs + [("", right) for right in writer.question.extra_rights]
    return "".join(f"\n\t={left} -> {escape(_plain(right))}" for left, right in rows) + "\n"


def _plain(rich: str) -> str:
    return bare(rich) if "<" in rich else unescape(rich)


def _numeric(writer: _Writer) -> str:
    lines = [
        f"\n\t={_weight(answer.weight, FULL, '')}{number(answer)}"
        f"{_feedback(writer, answer.feedback)}"
        for answer in writer.question.numbers
    ]
    return "#" + "".join(lines) + "\n"


def number(answer: NumberAnswer) -> str:
    """Return value:tolerance, or * for any number."""
    return "*" if answer.value is None else f"{spelt(answer.value)}:{spelt(answer.tolerance)}"


def _text(writer: _Writer) -> str:
    lines = []
    for answer in writer.question.texts:
        words = _accepted(answer.text)
        worth = _weight(answer.weight, FULL, words)
        lines.append(f"\n\t={worth}{words}{_feedback(writer, answer.feedback)}")
    return "".join(lines) + "\n"


def _accepted(text: str) -> str:
    if "->" in text:
        return f"[html]{escape(escape_html(text, quote=False))}"
    is_simple = SIMPLE.fullmatch(text)
    return escape(text) if is_simple else f"[plain]{escape(text)}"


def _weight(weight: Decimal, usual: Decimal, words: str) -> str:
    is_needed = weight != usual or words.startswith("%")
    return f"%{spelt(weight)}%" if is_needed else ""


def _feedback(writer: _Writer, feedback: str) -> str:
    return f"#{writer.rich(feedback)}" if feedback else ""


def _in_tag(text: str) -> str:
    return IN_TAG.sub(r"\\\1", text)


WRITE: dict[Kind, Callable[[_Writer], str]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _text,
}
