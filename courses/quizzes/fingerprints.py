"""Knowing a question again, whatever its key, its mark-up and the order of its answers."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from courses.quizzes.kinds import CHOOSING, QuestionKind
from courses.quizzes.wording import words

Raw = Mapping[str, Any]
PICTURE = re.compile(r"<embed\b[^>]*?\bid=\"([^\"]*)\"")


def fingerprint(
    kind: str, stem: str, answers: Mapping[str, Iterable[Raw]], parts: Iterable[str] = ()
) -> str:
    """Return a hash of what is asked: kind, words and pictures of the stem, and the set of answers,
    right and wrong alike, so that the same question with another key is known again. Answers are
    the raw streams by the names of the draft's fields; parts, a vignette's questions by their
    fingerprints."""
    read = ANSWERS.get(kind)
    texts = sorted({text for block in answers[read[0]] for text in read[1](block)}) if read else []
    asked = [kind, _said(stem), texts, sorted(parts)]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


def _said(source: Any) -> str:
    """Return a rich text as words in small letters, with the numbers of its pictures."""
    text = unicodedata.normalize("NFKC", words(str(source or ""))).casefold()
    return " ".join([text, *(f"#{number}" for number in PICTURE.findall(str(source or "")))])


def _choice(block: Raw) -> list[str]:
    return [_said(block["value"]["text"])]


def _pair(block: Raw) -> list[str]:
    value = block["value"]
    if block["type"] == "extra":
        return [f"\n{_said(value)}"]
    return [f"{_said(value['left'])}\n{_said(value['right'])}"]


def _item(block: Raw) -> list[str]:
    return [_said(block["value"])]


def _number(block: Raw) -> list[str]:
    value = block["value"]["value"]
    return ["*" if value in {None, ""} else format(Decimal(str(value)).normalize(), "f")]


def _text(block: Raw) -> list[str]:
    return [_said(block["value"]["text"])]


ANSWERS: dict[str, tuple[str, Callable[[Raw], list[str]]]] = {
    **dict.fromkeys(CHOOSING, ("choices", _choice)),
    QuestionKind.MATCHING: ("pairs", _pair),
    QuestionKind.ORDERING: ("items", _item),
    QuestionKind.NUMERIC: ("numbers", _number),
    QuestionKind.TEXT: ("texts", _text),
}
FIELDS = ("choices", "pairs", "items", "numbers", "texts")
