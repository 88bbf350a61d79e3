"""What a format cannot hold of a question, in words."""

from collections.abc import Callable, Iterator

from courses.interchange.questions.columns import PLACES
from courses.interchange.questions.form import FULL, ONE, Kind, ReadQuestion
from courses.interchange.questions.moodle_kinds import is_grade

GIFT, MOODLE, CSV, XLSX = "gift", "moodle-xml", "csv", "xlsx"
LONGEST_CELL = 32_000
CLOZE = {Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.NUMERIC, Kind.TEXT}


def losses(format: str, question: ReadQuestion) -> tuple[str, ...]:  # noqa: A002 the field's word
    """Return what would be lost; first of all “the whole question” where that is so. Raises
    KeyError for a format that is not written."""
    reason = refusal(format, question)
    if reason:
        return (f"The whole question: {reason}",)
    return tuple(LOSSES[format](question))


def refusal(format: str, question: ReadQuestion) -> str:  # noqa: A002 the field's word
    """Return why a format cannot hold a question at all; nothing if it can."""
    return REFUSALS[format](question)


def _gift_refusal(question: ReadQuestion) -> str:
    if question.kind in {Kind.ORDERING, Kind.VIGNETTE}:
        return f"GIFT has no {question.kind} questions: use Moodle XML."
    return ""


def _moodle_refusal(question: ReadQuestion) -> str:
    if any(part.kind not in CLOZE for part in question.parts):
        return "Moodle embeds only choice, number and text questions in a text."
    return ""


def _sheet_refusal(question: ReadQuestion) -> str:
    if question.kind is Kind.VIGNETTE:
        return "A row holds one question: use Moodle XML for a vignette."
    sizes = (question.choices, question.items, (*question.pairs, *question.extra_rights))
    detailed = [answer for answer in question.answers if answer.weight != FULL or answer.feedback]
    if any(len(entries) > len(PLACES) for entries in sizes) or (
        detailed and len(question.answers) > len(PLACES)
    ):
        return f"A row has places for {len(PLACES)} choices."
    return ""


def _gift(question: ReadQuestion) -> Iterator[str]:
    yield from _outside_moodle(question)
    if question.points != ONE:
        yield "The points."
    if question.keeps_order:
        yield "That the choices keep their order."
    if question.unit:
        yield "The unit."
    if question.is_case_sensitive:
        yield "That letter case matters."
    yield from _unheard(question)
    yield from _formatted_rights(question)


def _moodle(question: ReadQuestion) -> Iterator[str]:
    yield from _outside_moodle(question, is_order_kept=True)
    if question.keeps_order and not (question.choices or question.pairs):
        yield "That the choices keep their order."
    weights = [choice.weight for choice in question.choices]
    weights += [answer.weight for answer in question.answers]
    yield from _unheard(question)
    if not all(is_grade(weight) for weight in weights):
        yield "Weights that are not among Moodle's grades: the nearest is written."
    yield from _formatted_rights(question)
    for number, part in enumerate(question.parts, start=1):
        if part.title or part.explanation or part.is_all_or_nothing or part.unit:
            yield f"Title, explanation, unit or marking rule of part {number}."
        yield from (f"Part {number}: {loss}" for loss in _unheard(part))
        if part.stem != f"Gap {number}" or part.kind is Kind.TRUE_FALSE:
            yield f"Part {number} as a question of its own: it becomes a gap after its words."
        if part.points != part.points.to_integral_value() or not ONE <= part.points < 10_000:
            yield f"The points of part {number}: whole numbers are written."


def _sheet(question: ReadQuestion) -> Iterator[str]:
    if question.images:
        yield "The pictures: their alt text is written."
    if question.kind is Kind.TRUE_FALSE and any(
        one.weight not in {FULL, 0} for one in question.choices
    ):
        yield "The weight of the wrong choice."


def _xlsx(question: ReadQuestion) -> Iterator[str]:
    yield from _sheet(question)
    texts = [question.stem, question.explanation, *(choice.text for choice in question.choices)]
    if any(len(text) > LONGEST_CELL for text in texts):
        yield "The end of a text: a cell holds 32,767 characters."


def _outside_moodle(question: ReadQuestion, *, is_order_kept: bool = False) -> Iterator[str]:
    is_held = is_order_kept and question.kind is Kind.ORDERING
    if question.is_all_or_nothing and not is_held:
        yield "That it is marked all or nothing."
    if question.difficulty:
        yield "The difficulty."
    if question.references:
        yield "The references."


def _unheard(question: ReadQuestion) -> Iterator[str]:
    """What only tables and we know."""
    if question.keeps_last:
        yield "That the last choice stays last."
    if question.is_accent_sensitive:
        yield "That accents matter."


def _formatted_rights(question: ReadQuestion) -> Iterator[str]:
    rights = [*(pair.right for pair in question.pairs), *question.extra_rights]
    if any("<" in right for right in rights):
        yield "The formatting and pictures of what is matched: plain words are written."


REFUSALS: dict[str, Callable[[ReadQuestion], str]] = {
    GIFT: _gift_refusal, MOODLE: _moodle_refusal, CSV: _sheet_refusal, XLSX: _sheet_refusal,
}  # fmt: skip
LOSSES: dict[str, Callable[[ReadQuestion], Iterator[str]]] = {
    GIFT: _gift, MOODLE: _moodle, CSV: _sheet, XLSX: _xlsx,
}  # fmt: skip
