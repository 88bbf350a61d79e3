"""The part of a GIFT question between its braces."""

import re
from decimal import Decimal

from courses.interchange.questions.form import (
    FULL,
    NONE,
    Choice,
    Kind,
    NumberAnswer,
    Pair,
    TextAnswer,
    Unkept,
)
from courses.interchange.questions.gift_marks import show
from courses.interchange.questions.limits import MOST_LINE
from courses.interchange.questions.numbers import decimal, share, tidy, weight
from courses.interchange.questions.richtext import MARKUP, Texts, bare, one_line

FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%([^%]{1,20})%")
TRUE = {"T": True, "TRUE": True, "F": False, "FALSE": False}
SPLIT = re.compile(r"([=~])")
Fields = dict[str, object]


class Answers:
    """Reads answers; format is that of the stem, which they take over."""

    def __init__(self, texts: Texts, format: str) -> None:  # noqa: A002 GIFT's word
        self.texts, self.format = texts, format

    def read(self, inner: str) -> Fields:
        """Return the fields of a question. Raises Unkept."""
        body = inner.strip()
        if body.startswith("#"):
            return {"kind": Kind.NUMERIC, "numbers": self._numbers(body[1:])}
        truth = body.partition("#")[0].strip().upper()
        if truth in TRUE:
            return {"kind": Kind.TRUE_FALSE, "choices": self._true_false(body, TRUE[truth])}
        if "~" in body:
            return self._choices(body)
        if body.startswith("=") and "->" in body:
            return self._pairs(body)
        return {"kind": Kind.TEXT, "texts": self._texts(body)}

    def rich(self, text: str) -> str:
        """Return the rich text of one field, which may name its own format."""
        named = FORMAT.match(text)
        format_ = named[1].lower() if named else self.format
        return rich(self.texts, text[named.end() :] if named else text, format_)

    def _true_false(self, body: str, is_true: bool) -> tuple[Choice, Choice]:  # noqa: FBT001
        """The first feedback is for who is wrong, the second for who is right (Moodle's manual)."""
        _, wrong, right = (*body.split("#", 2), "", "")[:3]
        feedback = self.rich(right), self.rich(wrong)
        on_true, on_false = feedback if is_true else feedback[::-1]
        return (
            Choice("True", FULL if is_true else NONE, on_true),
            Choice("False", NONE if is_true else FULL, on_false),
        )

    def _choices(self, body: str) -> Fields:
        choices = []
        equals = sum(sign == "=" for sign, _ in _cut(body))
        each = share(FULL, FULL * equals) if equals > 1 else FULL
        for sign, text in _cut(body):
            given, rest = _weight(text)
            words, _, feedback = rest.partition("#")
            worth = given if given is not None else each if sign == "=" else NONE
            choices.append(Choice(self.rich(words), worth, self.rich(feedback)))
        full = sum(choice.weight == FULL for choice in choices)
        is_single = full == 1 and equals == 1
        if equals > 1:
            self.texts.note("Several choices are fully right: asked as multiple response.")
        if not full and equals == 1:
            raise Unkept("No choice is fully right: mark one with =, or none with =.")
        return {"kind": Kind.SINGLE if is_single else Kind.MULTIPLE, "choices": tuple(choices)}

    def _pairs(self, body: str) -> Fields:
        pairs, extra = [], []
        for _, text in _cut(body):
            left, arrow, right = text.partition("->")
            if not arrow:
                raise Unkept(f"The pair “{show(text).strip()[:60]}” lacks its arrow (->).")
            pair = Pair(self.rich(left), rich(self.texts, right, "plain"))
            if pair.left:
                pairs.append(pair)
            else:
                extra.append(pair.right)
        rights = {pair.right for pair in pairs}
        unused = tuple(dict.fromkeys(one for one in extra if one and one not in rights))
        return {"kind": Kind.MATCHING, "pairs": tuple(pairs), "extra_rights": unused}

    def _texts(self, body: str) -> tuple[TextAnswer, ...]:
        answers: dict[str, TextAnswer] = {}
        for _, text in _cut(body):
            given, rest = _weight(text)
            words, _, feedback = rest.partition("#")
            answer = TextAnswer(self._plain(words), FULL if given is None else given,
                                self.rich(feedback))  # fmt: skip
            answers.setdefault(answer.text, answer)
        return tuple(answers.values())

    def _plain(self, text: str) -> str:
        named = FORMAT.match(text)
        words = show(text[named.end() :] if named else text)
        format_ = named[1].lower() if named else self.format
        is_html = format_ == "html" and MARKUP.search(words)
        return one_line(bare(self.texts.html(words)) if is_html else words, MOST_LINE)

    def _numbers(self, body: str) -> tuple[NumberAnswer, ...]:
        answers = []
        for sign, text in _cut(body):
            given, rest = _weight(text)
            words, _, feedback = rest.partition("#")
            value, tolerance = number_range(show(words))
            worth = FULL if sign == "=" else NONE
            answers.append(NumberAnswer(value, tolerance, worth if given is None else given,
                                        self.rich(feedback)))  # fmt: skip
        return tuple(answers)


def number_range(text: str) -> tuple[Decimal | None, Decimal]:
    """Return value and tolerance of “value”, “value:tolerance”, “low..high”, or * (and nothing) for
    any number. Raises Unkept."""
    written = text.strip()
    if written in {"", "*"}:
        return None, NONE
    low, dots, high = written.partition("..")
    first, colon, second = written.partition(":")
    one, two = (decimal(low), decimal(high)) if dots else (decimal(first), decimal(second or "0"))
    if one is None or two is None or (colon and not second.strip()):
        raise Unkept(f"“{written[:60]}” is not a number, a number:tolerance or a low..high range.")
    if not dots:
        return one, two
    if one > two:
        raise Unkept(f"The range “{written[:60]}” ends before it begins.")
    return tidy((one + two) / 2), tidy((two - one) / 2)


def rich(texts: Texts, text: str, format_: str) -> str:
    """Return rich text of a field in a GIFT format. Lines broken in the file are one line."""
    words = text.strip()
    if format_ == "markdown":
        return texts.markdown(show(words))
    if format_ == "html":
        return texts.html(show(words))
    joined = show(" ".join(words.split("\n")))
    return texts.plain(joined) if format_ == "plain" else texts.auto(joined)


def _weight(text: str) -> tuple[Decimal | None, str]:
    match = WEIGHT.match(text)
    return (weight(match[1]), text[match.end() :]) if match else (None, text)


def _cut(body: str) -> list[tuple[str, str]]:
    """Cut at = and ~; what stands before the first of them is right."""
    head, *rest = SPLIT.split(body)
    answers = [("=", head)] if head.strip() else []
    return answers + list(zip(rest[::2], rest[1::2], strict=True))
