"""The kinds of question in Moodle XML, each read by a function of its element."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from courses.interchange.questions.cloze import cut
from courses.interchange.questions.form import (
    NONE,
    Choice,
    Kind,
    NumberAnswer,
    Pair,
    ReadQuestion,
    TextAnswer,
    Unkept,
)
from courses.interchange.questions.limits import MOST_LINE
from courses.interchange.questions.numbers import decimal, weight
from courses.interchange.questions.richtext import Texts, one_line
from courses.interchange.questions.xml_in import Element

NEAR = Decimal("0.0001")
# What Moodle lets an answer be worth, in per cent, with either sign.
POSITIVE = """0 5 10 11.11111 12.5 14.28571 16.66667 20 25 30 33.33333 40 50 60 66.66667 70 75 80
83.33333 90 100"""
GRADES = [Decimal(grade) for grade in POSITIVE.split()]
Read = Callable[[Element, Texts], ReadQuestion]


def rich(field: Element | None, texts: Texts) -> str:
    """Return the rich text of a field, by its format."""
    if field is None:
        return ""
    inner = field.first("text")
    source = inner.text if inner else field.text
    match field.attributes.get("format", "moodle_auto_format"):
        case "html":
            return texts.html(source)
        case "markdown":
            return texts.markdown(source)
        case "plain_text" | "plain":
            return texts.plain(source)
        case _:
            return texts.auto(source)


def is_grade(weight: Decimal) -> bool:
    """Return whether Moodle lets an answer be worth this."""
    return any(abs(abs(weight) - grade) < NEAR for grade in GRADES)


def nearest_grade(weight: Decimal) -> Decimal:
    """Return the grade of Moodle's nearest to a weight."""
    if is_grade(weight):
        return weight
    return min((sign * grade for grade in GRADES for sign in (1, -1)),
               key=lambda grade: abs(grade - weight))  # fmt: skip


def _multichoice(item: Element, texts: Texts) -> ReadQuestion:
    is_single = item.says("single").lower() not in {"false", "0"}
    return _choices(item, texts, Kind.SINGLE if is_single else Kind.MULTIPLE)


def _all_or_nothing(item: Element, texts: Texts) -> ReadQuestion:
    return replace(_choices(item, texts, Kind.MULTIPLE), is_all_or_nothing=True)


def _choices(item: Element, texts: Texts, kind: Kind) -> ReadQuestion:
    choices = tuple(
        Choice(rich(answer, texts), _fraction(answer), rich(answer.first("feedback"), texts))
        for answer in item.all("answer")
    )
    return replace(
        _start(kind, item, texts),
        choices=choices,
        keeps_order=item.says("shuffleanswers").lower() in {"false", "0"},
    )


def _true_false(item: Element, texts: Texts) -> ReadQuestion:
    found = {answer.says("text").lower(): answer for answer in item.all("answer")}
    if set(found) != {"true", "false"}:
        raise Unkept("A true or false question has the answers true and false.")
    choices = tuple(
        Choice(name.title(), _fraction(found[name]), rich(found[name].first("feedback"), texts))
        for name in ("true", "false")
    )
    return replace(_start(Kind.TRUE_FALSE, item, texts), choices=choices)


def _short_answer(item: Element, texts: Texts) -> ReadQuestion:
    accepted: dict[str, TextAnswer] = {}
    for answer in item.all("answer"):
        line = one_line(answer.says("text"), MOST_LINE)
        feedback = rich(answer.first("feedback"), texts)
        accepted.setdefault(line, TextAnswer(line, _fraction(answer), feedback))
    if any("*" in line for line in accepted):
        texts.note("* in an accepted answer stands for any characters.")
    question = _start(Kind.TEXT, item, texts)
    is_exact = item.says("usecase") in {"1", "true"}
    return replace(question, texts=tuple(accepted.values()), is_case_sensitive=is_exact)


def _numerical(item: Element, texts: Texts) -> ReadQuestion:
    answers = tuple(_number(answer, texts) for answer in item.all("answer"))
    units = [unit for holder in item.all("units") for unit in holder.all("unit")]
    main = [unit.says("unit_name") for unit in units if decimal(unit.says("multiplier")) == 1]
    if len(units) > len(main[:1]):
        texts.note("Not kept: units with another multiplier than 1.")
    question = _start(Kind.NUMERIC, item, texts)
    return replace(question, numbers=answers, unit=one_line("".join(main[:1]), MOST_LINE))


def _number(answer: Element, texts: Texts) -> NumberAnswer:
    written = answer.says("text")
    value = None if written == "*" else decimal(written)
    near = decimal(answer.says("tolerance") or answer.attributes.get("tolerance") or "0")
    if near is None or (value is None and written != "*"):
        raise Unkept(f"“{written[:40]}” is not a number with a tolerance.")
    feedback = rich(answer.first("feedback"), texts)
    return NumberAnswer(value, NONE if value is None else near, _fraction(answer), feedback)


def _matching(item: Element, texts: Texts) -> ReadQuestion:
    pairs, extra = [], []
    for row in item.all("subquestion"):
        left = rich(row, texts)
        right = texts.plain(row.says("answer", "text"))
        if left:
            pairs.append(Pair(left, right))
        elif right:
            extra.append(right)
    rights = {pair.right for pair in pairs}
    return replace(
        _start(Kind.MATCHING, item, texts),
        pairs=tuple(pairs),
        extra_rights=tuple(dict.fromkeys(one for one in extra if one not in rights)),
        keeps_order=item.says("shuffleanswers").lower() in {"false", "0"},
    )


def _ordering(item: Element, texts: Texts) -> ReadQuestion:
    """An answer's fraction is its place, from 1."""
    places = [(decimal(answer.attributes.get("fraction", "")) or NONE, number, answer)
              for number, answer in enumerate(item.all("answer"))]  # fmt: skip
    rows = sorted(places, key=lambda place: place[:2])
    items = tuple(rich(answer, texts) for _, _, answer in rows)
    is_strict = item.says("gradingtype") in {"ALL_OR_NOTHING", "-1"}
    if item.says("selecttype") not in {"", "ALL", "0"}:
        texts.note("Not kept: only some of the items were shown in Moodle; all are now.")
    return replace(_start(Kind.ORDERING, item, texts), items=items, is_all_or_nothing=is_strict)


def _cloze(item: Element, texts: Texts) -> ReadQuestion:
    field = item.first("questiontext")
    source = field.says("text") if field else ""
    stem, parts = cut(source, texts, texts.html)
    return ReadQuestion(kind=Kind.VIGNETTE, stem=texts.html(stem), parts=parts)


def _start(kind: Kind, item: Element, texts: Texts) -> ReadQuestion:
    return ReadQuestion(kind=kind, stem=rich(item.first("questiontext"), texts))


def _fraction(answer: Element) -> Decimal:
    worth = weight(answer.attributes.get("fraction", "100"))
    if not is_grade(worth):
        raise Unkept(f"{worth} % is not one of Moodle's grades (33.33333 is a third).")
    return worth


KINDS: dict[str, Read] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
}
