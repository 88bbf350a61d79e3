"""What a question must be, whatever file it came from."""

from collections import Counter
from collections.abc import Callable, Iterable

from courses.interchange.questions.form import FULL, NONE, Kind, ReadQuestion, Unkept
from courses.interchange.questions.limits import MOST_CHOICES, MOST_PARTS
from courses.interchange.questions.richtext import bare

FEWEST = 2


def check(question: ReadQuestion) -> ReadQuestion:
    """Return the question. Raises Unkept, with the reason in words, if it cannot be asked."""
    if not (bare(question.stem) or question.images or question.kind is Kind.VIGNETTE):
        raise Unkept("The question has no text.")
    if question.points <= 0:
        raise Unkept("The question is worth no points, so it cannot be marked.")
    RULES[question.kind](question)
    return question


def _single(question: ReadQuestion) -> None:
    _choices(question)
    full = [choice for choice in question.choices if choice.weight == FULL]
    if not full:
        raise Unkept("No choice is fully right: mark one with 100 %.")
    if len(full) > 1:
        raise Unkept("Several choices are fully right: keep one, or ask it as multiple response.")


def _multiple(question: ReadQuestion) -> None:
    _choices(question)
    if not any(choice.weight > NONE for choice in question.choices):
        raise Unkept("No choice is right: mark at least one.")


def _true_false(question: ReadQuestion) -> None:
    if [choice.text for choice in question.choices] != ["True", "False"]:
        raise Unkept("A true or false question has the choices True and False.")
    _single(question)


def _choices(question: ReadQuestion) -> None:
    texts = [choice.text for choice in question.choices]
    _count(texts, "choices")
    if "" in texts:
        raise Unkept("A choice is empty, or was only a picture that is not in the file.")
    _once(texts, "choices")


def _matching(question: ReadQuestion) -> None:
    _count(question.pairs, "pairs")
    if any(not pair.left or not pair.right for pair in question.pairs):
        raise Unkept("A pair lacks one of its two sides.")
    _once((pair.left for pair in question.pairs), "left sides")
    if {pair.right for pair in question.pairs} & set(question.extra_rights):
        raise Unkept("An extra right side is the answer of a pair as well.")


def _ordering(question: ReadQuestion) -> None:
    _count(question.items, "items")
    if "" in question.items:
        raise Unkept("An item is empty.")
    _once(question.items, "items")


def _numeric(question: ReadQuestion) -> None:
    _full(answer.weight for answer in question.numbers if answer.value is not None)
    if any(answer.tolerance < 0 for answer in question.numbers):
        raise Unkept("A tolerance is below zero.")
    _few(question.numbers)


def _text(question: ReadQuestion) -> None:
    _full(answer.weight for answer in question.texts)
    if any(not answer.text for answer in question.texts):
        raise Unkept("An accepted answer is empty.")
    _few(question.texts)


def _vignette(question: ReadQuestion) -> None:
    if not question.parts:
        raise Unkept("There is no question in this text.")
    if len(question.parts) > MOST_PARTS:
        raise Unkept(f"A text has more than {MOST_PARTS} questions.", is_fault=False)


def _full(weights: Iterable[object]) -> None:
    if FULL not in list(weights):
        raise Unkept("No accepted answer is fully right: give one 100 %.")


def _few(answers: tuple[object, ...]) -> None:
    if len(answers) > MOST_PARTS:
        raise Unkept(f"There are more than {MOST_PARTS} accepted answers.", is_fault=False)


def _count(entries: tuple[object, ...] | list[str], what: str) -> None:
    if len(entries) < FEWEST:
        raise Unkept(f"There are fewer than two {what}.")
    if len(entries) > MOST_CHOICES:
        raise Unkept(f"There are more than {MOST_CHOICES} {what}.", is_fault=False)


def _once(entries: Iterable[str], what: str) -> None:
    twice = [entry for entry, count in Counter(entries).items() if count > 1]
    if twice:
        raise Unkept(f"Two {what} are the same: “{bare(twice[0])[:60]}”.")


RULES: dict[Kind, Callable[[ReadQuestion], None]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _text,
    Kind.VIGNETTE: _vignette,
}
