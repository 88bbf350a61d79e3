"""Writing Moodle XML."""

import base64
from collections.abc import Callable, Iterable
from decimal import Decimal
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from courses.interchange.questions.cloze_out import embed
from courses.interchange.questions.form import Kind, ReadQuestion
from courses.interchange.questions.gift_blocks import path_of
from courses.interchange.questions.moodle_kinds import nearest_grade
from courses.interchange.questions.numbers import written as spelt
from courses.interchange.questions.richtext import PICTURE, bare
from courses.interchange.questions.writing import Written, written

TYPES = {
    Kind.SINGLE: "multichoice", Kind.MULTIPLE: "multichoice", Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching", Kind.ORDERING: "ordering", Kind.NUMERIC: "numerical",
    Kind.TEXT: "shortanswer", Kind.VIGNETTE: "cloze",
}  # fmt: skip


def write_moodle_xml(questions: Iterable[ReadQuestion]) -> Written:
    """Return a Moodle XML file, UTF-8; losses says what it does not hold."""
    return written("moodle-xml", questions, _write)


def _write(questions: list[ReadQuestion]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category: tuple[str, ...] = ()
    for question in questions:
        if question.category != category:
            category = question.category
            path = f"<category>{_text(path_of(category))}</category>"
            lines.append(f'<question type="category">{path}</question>')
        lines.append(_question(question))
    return "\n".join([*lines, "</quiz>", ""]).encode()


def _question(question: ReadQuestion) -> str:
    images = {image.name: image.content for image in question.images}
    stem = embed(question) if question.kind is Kind.VIGNETTE else question.stem
    parts = [
        f"<name>{_text(question.title)}</name>",
        _field("questiontext", stem, images),
        _field("generalfeedback", question.explanation, images),
        f"<defaultgrade>{spelt(question.points)}</defaultgrade>",
        f"<idnumber>{escape(question.source_id)}</idnumber>",
        *WRITE[question.kind](question, images),
    ]
    if question.tags:
        tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in question.tags)
        parts.append(f"<tags>{tags}</tags>")
    inner = "".join(f"\n  {part}" for part in parts)
    return f'<question type="{TYPES[question.kind]}">{inner}\n</question>'


def _text(words: str) -> str:
    return f"<text>{escape(words)}</text>"


Images = dict[str, bytes]


def _field(name: str, rich: str, images: Images, attributes: str = "", inner: str = "") -> str:
    """Return an element with a rich text, its pictures, and what else it holds."""
    used = list(dict.fromkeys(match[1] for match in PICTURE.finditer(rich) if match[1] in images))
    for picture in used:
        rich = rich.replace(f'src="{picture}"', f'src="@@PLUGINFILE@@/{picture}"')
    files = "".join(
        f'<file name={quoteattr(picture)} path="/" encoding="base64">'
        f"{base64.b64encode(images[picture]).decode('ascii')}</file>"
        for picture in used
    )
    return f'<{name}{attributes} format="html">{_text(rich)}{files}{inner}</{name}>'


def _feedback(rich: str, images: Images) -> str:
    return _field("feedback", rich, images)


def _worth(weight: Decimal) -> str:
    return f' fraction="{spelt(nearest_grade(weight))}"'


def _choices(question: ReadQuestion, images: Images) -> list[str]:
    return [
        f"<single>{'true' if question.kind is Kind.SINGLE else 'false'}</single>",
        _shuffle(question),
        *(
            _field("answer", choice.text, images, _worth(choice.weight),
                   _feedback(choice.feedback, images))
            for choice in question.choices
        ),
    ]  # fmt: skip


def _shuffle(question: ReadQuestion) -> str:
    return f"<shuffleanswers>{'false' if question.keeps_order else 'true'}</shuffleanswers>"


def _true_false(question: ReadQuestion, images: Images) -> list[str]:
    return [
        f"<answer{_worth(choice.weight)}>{_text(choice.text.lower())}"
        f"{_feedback(choice.feedback, images)}</answer>"
        for choice in question.choices
    ]


def _matching(question: ReadQuestion, images: Images) -> list[str]:
    pairs = [(pair.left, pair.right) for pair in question.pairs]
    rows = pairs + [("", right) for right in question.extra_rights]
    return [_shuffle(question), *(_subquestion(left, right, images) for left, right in rows)]


def _subquestion(left: str, right: str, images: Images) -> str:
    plain = bare(right) if "<" in right else unescape(right)
    return _field("subquestion", left, images, inner=f"<answer>{_text(plain)}</answer>")


def _ordering(question: ReadQuestion, images: Images) -> list[str]:
    """An answer's fraction is its place, from 1."""
    rule = "ALL_OR_NOTHING" if question.is_all_or_nothing else "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    return [
        "<layouttype>VERTICAL</layouttype>",
        "<selecttype>ALL</selecttype>",
        f"<gradingtype>{rule}</gradingtype>",
        *(
            _field("answer", item, images, f' fraction="{place}"')
            for place, item in enumerate(question.items, start=1)
        ),
    ]


def _numeric(question: ReadQuestion, images: Images) -> list[str]:
    answers = [
        f"<answer{_worth(answer.weight)}>"
        f"{_text('*' if answer.value is None else spelt(answer.value))}"
        f"<tolerance>{spelt(answer.tolerance)}</tolerance>"
        f"{_feedback(answer.feedback, images)}</answer>"
        for answer in question.numbers
    ]
    if question.unit:
        name = f"<multiplier>1</multiplier><unit_name>{escape(question.unit)}</unit_name>"
        answers.append(f"<units><unit>{name}</unit></units>")
    return answers


def _short_answer(question: ReadQuestion, images: Images) -> list[str]:
    return [
        f"<usecase>{int(question.is_case_sensitive)}</usecase>",
        *(
            f"<answer{_worth(answer.weight)}>{_text(answer.text)}"
            f"{_feedback(answer.feedback, images)}</answer>"
            for answer in question.texts
        ),
    ]


def _cloze(_: ReadQuestion, __: Images) -> list[str]:
    return []


WRITE: dict[Kind, Callable[[ReadQuestion, Images], list[str]]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _short_answer,
    Kind.VIGNETTE: _cloze,
}
