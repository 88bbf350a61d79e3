"""What an answer takes of what a question offers: choices, partners, places, or what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import factorial
from typing import Any

from courses.quizzes.kinds import CHOOSING, QuestionKind, Rule
from courses.quizzes.marking import credit
from courses.quizzes.marking.weights import FULL, NONE, share

Content = Mapping[str, Any]
WHOLE = ""  # the only place of a question that asks one thing


@dataclass(frozen=True, slots=True)
class Option:
    """Something that an answer may take at a place: a choice; a partner of a left side; a place in
    the order for an item; a number or text that was typed."""

    place: str
    key: str
    text: str
    is_right: bool


def taken(content: Content, answer: Any) -> list[tuple[str, str]]:
    """Return the (place, key) of each option that an answer takes, in the letters of its
    version."""
    if not answer:
        return []
    kind = content["kind"]
    if kind == QuestionKind.MATCHING:
        return list(answer.items())
    if kind == QuestionKind.ORDERING:
        return [(item, str(number)) for number, item in enumerate(answer, start=1)]
    return (
        [(WHOLE, key) for key in answer] if kind in CHOOSING else [(WHOLE, _same(content, answer))]
    )


def offered(content: Content) -> list[Option]:
    """Return the options that a question offers, in its order; none where one types."""
    if content["kind"] == QuestionKind.MATCHING:
        return list(_partners(content))
    if content["kind"] == QuestionKind.ORDERING:
        return list(_in_places(content))
    return [
        Option(WHOLE, choice["key"], choice["text"], bool(choice["is_right"]))
        for choice in content.get("choices", [])
    ]


def typed(content: Content, words: str) -> Option:
    """Return a number or text that was typed, as an option."""
    return Option(WHOLE, words, words, credit(content, words) == FULL)


def _partners(content: Content) -> Iterator[Option]:
    texts = {right["key"]: right["text"] for right in content["rights"]}
    for left in content["lefts"]:
        partner = texts.get(content["pairs"].get(left["key"]))
        for key, text in texts.items():
            yield Option(left["key"], key, text, text == partner)


def _in_places(content: Content) -> Iterator[Option]:
    count = len(content["order"])
    for right, item in enumerate(content["order"], start=1):
        for number in range(1, count + 1):
            yield Option(item, str(number), str(number), number == right)


def _same(content: Content, answer: Any) -> str:
    words = str(answer)
    return words if content.get("is_case_sensitive") else words.casefold()


def places(content: Content) -> dict[str, str]:
    """Return the places of a question with their words: left sides, items, or the whole."""
    kind = content["kind"]
    if kind == QuestionKind.MATCHING:
        return {left["key"]: left["text"] for left in content["lefts"]}
    if kind == QuestionKind.ORDERING:
        texts = {item["key"]: item["text"] for item in content["items"]}
        return {key: texts[key] for key in content["order"]}
    return {WHOLE: ""}


def is_typed(content: Content) -> bool:
    """Whether the answer is typed, so that the options are what people typed."""
    return content["kind"] in (QuestionKind.NUMERIC, QuestionKind.TEXT)


def guess_score(content: Content) -> float | None:
    """Return the credit, 0 to 1, that blind guessing earns on average, where the kind has one: the
    mean weight of a single choice; for matching one partner in so many; for ordering the chance of
    the right order, or of a neighbour. As in Moodle there is none for multiple response, and none
    where one types."""
    kind = content["kind"]
    if kind in (QuestionKind.SINGLE, QuestionKind.TRUE_FALSE):
        weights = [
            max(NONE, share(choice, otherwise=FULL if choice["is_right"] else NONE))
            for choice in content["choices"]
        ]
        return float(sum(weights) / len(weights)) if weights else None
    if kind == QuestionKind.MATCHING:
        return 1 / len(content["rights"]) if content["rights"] else None
    if kind == QuestionKind.ORDERING and content["order"]:
        count = len(content["order"])
        return 1 / count if content.get("rule") == Rule.ADJACENT else 1 / factorial(count)
    return None
