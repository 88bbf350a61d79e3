"""From a question of the bank to the neutral form of question files, with what that cannot hold."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from courses.interchange.bank.texts import from_bank
from courses.interchange.questions.form import (
    FULL,
    NONE,
    ONE,
    Choice,
    Kind,
    NumberAnswer,
    Pair,
    ReadQuestion,
    TextAnswer,
)
from courses.interchange.questions.images import name_of
from courses.interchange.questions.numbers import share, tidy
from courses.interchange.questions.richtext import Texts
from courses.quizzes.kinds import QuestionKind, Rule, Shuffle
from courses.quizzes.models import Question
from courses.quizzes.wording import PICTURE
from cpd.media.models import CourseImage

Fields = dict[str, Any]


class Leaving:
    """Reads the texts of one question."""

    def __init__(self) -> None:
        self.texts = Texts(_picture)

    def rich(self, value: Any) -> str:
        """Return a rich text of a block or field."""
        return from_bank(getattr(value, "source", value) or "", self.texts)


def read_of(question: Question) -> ReadQuestion:
    """Return a question as files hold it; its notes say what they cannot. Raises Unkept where a
    text is far too long."""
    leaving = Leaving()
    read = _read(leaving, question)
    if question.kind == QuestionKind.VIGNETTE:
        parts = question.parts.filter(retired_at=None).order_by("position", "pk")
        read = replace(read, parts=tuple(_read(leaving, part) for part in parts))
    return replace(
        read,
        title=question.key,
        tags=tuple(sorted(use.tag.name for use in question.tag_uses.all())),
        difficulty=question.difficulty,
        references=tuple(_name(block.value) for block in question.references if block.value),
        images=tuple(leaving.texts.images.values()),
        notes=(*leaving.texts.notes, *_lost(question)),
    )


def _read(leaving: Leaving, question: Question) -> ReadQuestion:
    kind = Kind(question.kind)
    return ReadQuestion(
        kind=kind,
        stem=leaving.rich(question.stem),
        explanation=leaving.rich(question.explanation),
        unit=question.unit if kind is Kind.NUMERIC else "",
        is_case_sensitive=kind is Kind.TEXT and question.is_case_sensitive,
        is_accent_sensitive=kind is Kind.TEXT and question.is_accent_sensitive,
        is_all_or_nothing=_is_all_or_nothing(question),
        keeps_order=_is_shuffled(question, Shuffle.NONE),
        keeps_last=_is_shuffled(question, Shuffle.KEEP_LAST),
        points=tidy(question.points),
        **READ[kind](leaving, question),
    )


def _picture(number: str) -> bytes:
    """Return a picture's file; in another form where the files of others cannot hold its own."""
    image = CourseImage.objects.filter(pk=number).first() if number.isdecimal() else None
    if image is None:
        return b""
    try:
        content = _content(image.file)
        return content if name_of(content) else _content(image.get_rendition(PICTURE).file)
    except OSError:
        return b""


def _content(file: Any) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


def _is_all_or_nothing(question: Question) -> bool:
    has_rules = question.kind in {Kind.MULTIPLE, Kind.ORDERING}
    partial = Rule.ADJACENT if question.kind == Kind.ORDERING else Rule.PER_CHOICE
    return has_rules and question.rule != partial


def _is_shuffled(question: Question, how: Shuffle) -> bool:
    return question.kind in {Kind.SINGLE, Kind.MULTIPLE} and question.shuffle == how


def _name(reference: Any) -> str:
    return reference.doi or reference.key


def _lost(question: Question) -> list[str]:
    cited = any(block.value["references"] for block in question.choices)
    return ["The references of single choices."] if cited else []


def _choices(leaving: Leaving, question: Question) -> Fields:
    values = [block.value for block in question.choices]
    count = sum(bool(value["is_right"]) for value in values)
    each = share(ONE, Decimal(count)) if question.kind == Kind.MULTIPLE else FULL
    return {
        "choices": tuple(
            Choice(
                leaving.rich(value["text"]),
                _weight(value["weight"], each if value["is_right"] else NONE),
                leaving.rich(value["feedback"]),
            )
            for value in values
        )
    }


def _pairs(leaving: Leaving, question: Question) -> Fields:
    pairs = [
        Pair(leaving.rich(block.value["left"]), leaving.rich(block.value["right"]))
        for block in question.pairs
        if block.block_type == "pair"
    ]
    rights = {pair.right for pair in pairs}
    extra = _plain(leaving.rich(one.value) for one in question.pairs if one.block_type == "extra")
    return {"pairs": tuple(pairs), "extra_rights": tuple(o for o in extra if o not in rights)}


def _plain(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _items(leaving: Leaving, question: Question) -> Fields:
    return {"items": tuple(leaving.rich(block.value) for block in question.items)}


def _numbers(leaving: Leaving, question: Question) -> Fields:
    return {
        "numbers": tuple(
            NumberAnswer(
                None if block.value["value"] is None else tidy(Decimal(block.value["value"])),
                tidy(Decimal(block.value["tolerance"] or 0)),
                _weight(block.value["weight"], FULL),
                leaving.rich(block.value["feedback"]),
            )
            for block in question.numbers
        )
    }


def _texts(leaving: Leaving, question: Question) -> Fields:
    return {
        "texts": tuple(
            TextAnswer(
                block.value["text"],
                _weight(block.value["weight"], FULL),
                leaving.rich(block.value["feedback"]),
            )
            for block in question.texts
        )
    }


def _none(_: Leaving, __: Question) -> Fields:
    return {}


def _weight(given: Decimal | None, usual: Decimal) -> Decimal:
    return usual if given is None else tidy(Decimal(given))


READ: dict[Kind, Callable[[Leaving, Question], Fields]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _choices,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _items,
    Kind.NUMERIC: _numbers,
    Kind.TEXT: _texts,
    Kind.VIGNETTE: _none,
}
