"""The kinds of interaction in QTI, each read by a function of its element and its key."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from courses.interchange.questions.form import (
    FULL,
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
from courses.interchange.questions.numbers import decimal, share, tidy
from courses.interchange.questions.qti_body import Body
from courses.interchange.questions.qti_keys import Key
from courses.interchange.questions.richtext import one_line
from courses.interchange.questions.xml_in import Element

NUMBERS = {"integer", "float"}
Read = Callable[[Element, Key, Body], ReadQuestion]


def _choice(interaction: Element, key: Key, body: Body) -> ReadQuestion:
    options = interaction.all("simpleChoice") or interaction.all("inlineChoice")
    names = [option.attributes.get("identifier", "") for option in options]
    _known(key, names)
    is_single = key.cardinality == "single" or (
        interaction.attributes.get("maxChoices") == "1" and len(key.named) == 1
    )
    weights = _weights(key, names, is_single=is_single)
    choices = tuple(
        Choice(_rich(option, body), weights[name], _feedback(option, name, body))
        for option, name in zip(options, names, strict=True)
    )
    words = [choice.text.lower() for choice in choices]
    keeps_last = _keeps_last(options, interaction, body)
    kind = Kind.SINGLE if is_single else Kind.MULTIPLE
    if is_single and sorted(words) == ["false", "true"]:
        choices = tuple(replace(choice, text=choice.text.title()) for choice in choices)
        choices = choices if words == ["true", "false"] else choices[::-1]
        kind = Kind.TRUE_FALSE
    return ReadQuestion(
        kind=kind,
        stem="",
        choices=choices,
        is_all_or_nothing=kind is Kind.MULTIPLE and key.is_all_or_nothing,
        keeps_order=kind is not Kind.TRUE_FALSE and _keeps_order(interaction),
        keeps_last=kind is not Kind.TRUE_FALSE and keeps_last,
    )


def _weights(key: Key, names: list[str], *, is_single: bool) -> dict[str, Decimal]:
    earned = [points for points in key.points.values() if points > 0]
    if earned:
        whole = max(earned) if is_single else sum(earned, NONE)
        return {name: share(key.points.get(name, key.otherwise), whole) for name in names}
    each = FULL if is_single else share(Decimal(1), Decimal(len(key.right)))
    return {name: each if name in key.right else NONE for name in names}


def _feedback(option: Element, name: str, body: Body) -> str:
    inline = [one for one in option.every() if one.name == "feedbackInline"]
    said = " ".join(body.inside(one) for one in inline if one.attributes.get("identifier") == name)
    return body.texts.html(said)


def _match(interaction: Element, key: Key, body: Body) -> ReadQuestion:
    sets = [_options(one, body) for one in interaction.all("simpleMatchSet")]
    if len(sets) != 2:
        raise Unkept("A match has two sets of choices.")
    left, right = sets
    pairs = [_pair(value, left, right) for value in key.named]
    if not _is_one_each(pairs, left):
        left, right = right, left
        pairs = [(second, first) for first, second in pairs]
    if not _is_one_each(pairs, left):
        raise Unkept(
            "Here one side has several partners or none: we match one to one. Split it up.",
            is_fault=False,
        )
    found = dict(pairs)
    used = set(found.values())
    return ReadQuestion(
        kind=Kind.MATCHING,
        stem="",
        pairs=tuple(Pair(words, right[found[name]]) for name, words in left.items()),
        extra_rights=tuple(words for name, words in right.items() if name not in used),
        keeps_order=_keeps_order(interaction),
    )


def _pair(value: str, left: dict[str, str], right: dict[str, str]) -> tuple[str, str]:
    first, _, second = value.partition(" ")
    if first in left and second in right:
        return first, second
    if second in left and first in right:
        return second, first
    raise Unkept(f"The key pairs “{value[:60]}”, which are not both among the choices.")


def _is_one_each(pairs: list[tuple[str, str]], names: dict[str, str]) -> bool:
    return sorted(first for first, _ in pairs) == sorted(names)


def _order(interaction: Element, key: Key, body: Body) -> ReadQuestion:
    options = _options(interaction, body)
    _known(key, list(options))
    if sorted(key.right) != sorted(options):
        raise Unkept(
            "Only some of the items are put in order: we order all of them.", is_fault=False
        )
    return ReadQuestion(
        kind=Kind.ORDERING,
        stem="",
        items=tuple(options[name] for name in key.right),
        is_all_or_nothing=key.is_all_or_nothing,
    )


def _text_entry(interaction: Element, key: Key, body: Body) -> ReadQuestion:
    if interaction.attributes.get("patternMask"):
        body.texts.note("Not kept: the pattern an answer had to fit.")
    points = {value: key.points.get(value, FULL) for value in key.named if value}
    if not points:
        raise Unkept("The item names no right answer: add one.", is_fault=False)
    most = max(points.values())
    if key.base in NUMBERS:
        numbers = (_number(value, share(worth, most), key) for value, worth in points.items())
        return ReadQuestion(kind=Kind.NUMERIC, stem="", numbers=tuple(numbers))
    texts = (TextAnswer(one_line(value.replace("*", "\\*"), MOST_LINE), share(worth, most))
             for value, worth in points.items())  # fmt: skip
    return ReadQuestion(
        kind=Kind.TEXT, stem="", texts=tuple(texts), is_case_sensitive=key.is_case_sensitive
    )


def _number(value: str, worth: Decimal, key: Key) -> NumberAnswer:
    number = decimal(value)
    if number is None:
        raise Unkept(f"“{value[:40]}” is not a number.")
    near = tidy(abs(number) * key.tolerance / 100) if key.is_relative else key.tolerance
    return NumberAnswer(number, near, worth)


def _options(holder: Element, body: Body) -> dict[str, str]:
    options = holder.all("simpleChoice") or holder.all("simpleAssociableChoice")
    return {option.attributes.get("identifier", ""): _rich(option, body) for option in options}


def _rich(option: Element, body: Body) -> str:
    return body.texts.html(body.inside(option))


def _known(key: Key, names: list[str]) -> None:
    if not key.named:
        raise Unkept("The item names no right answer: add one.", is_fault=False)
    unknown = [value for value in key.named if value not in names]
    if unknown:
        raise Unkept(f"The key names “{unknown[0][:60]}”, which is not among the choices.")


def _keeps_last(options: list[Element], interaction: Element, body: Body) -> bool:
    """Whether the last choice alone stays in its place."""
    fixed = [option.attributes.get("fixed") == "true" for option in options]
    if any(fixed[:-1]) and not _keeps_order(interaction):
        body.texts.note("Not kept: choices that stay in their places while others are shuffled.")
    return bool(fixed) and fixed[-1] and not any(fixed[:-1]) and not _keeps_order(interaction)


def _keeps_order(interaction: Element) -> bool:
    return interaction.attributes.get("shuffle", "false") != "true"


READ: dict[str, Read] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "matchInteraction": _match,
    "orderInteraction": _order,
    "textEntryInteraction": _text_entry,
}
