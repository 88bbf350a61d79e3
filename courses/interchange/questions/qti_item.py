"""Reading one QTI item: one question, or a vignette where it asks several."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from courses.interchange.questions.checking import check
from courses.interchange.questions.form import ONE, Kind, ReadQuestion, Unkept
from courses.interchange.questions.gift import GAP
from courses.interchange.questions.limits import MOST_LINE, MOST_PARTS
from courses.interchange.questions.numbers import decimal
from courses.interchange.questions.qti_body import Body
from courses.interchange.questions.qti_keys import Key, keys_of
from courses.interchange.questions.qti_kinds import READ
from courses.interchange.questions.qti_names import KINDS, UNKEPT, interactions
from courses.interchange.questions.richtext import Texts, one_line
from courses.interchange.questions.xml_in import Element

INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
Stimulus = Callable[[str], Element | None]


def read_item(item: Element, texts: Texts, stimulus: Stimulus) -> ReadQuestion:
    """Return the question of an assessmentItem under QTI 2's names. Raises Unkept."""
    body = item.first("itemBody")
    asked = interactions(body) if body else []
    _refuse(item, asked)
    keys = keys_of(item)
    question = _one(item, asked[0], keys, texts) if len(asked) == 1 else _several(
        item, asked, keys, texts
    )  # fmt: skip
    before = [stimulus(ref.attributes.get("href", "")) for ref in item.all("assessmentStimulusRef")]
    if None in before:
        texts.note("Not kept: a shared text that is not in the file.")
    shared = "".join(texts.html(Body(texts, {}).inside(one)) for one in before if one)
    if item.all("modalFeedback"):
        texts.note("Not kept: feedback on the item as a whole.")
    return replace(
        question,
        stem=texts.html(f"{shared}<div>{question.stem}</div>") if shared else question.stem,
        title=one_line(item.attributes.get("title", ""), MOST_LINE),
        source_id=item.attributes.get("identifier", "")[:MOST_LINE],
        points=_points(item),
        images=tuple(texts.images.values()),
        notes=(*texts.notes, *_notes(item)),
    )


def _refuse(item: Element, asked: list[Element]) -> None:
    if not asked:
        raise Unkept("This item only shows text: put it into a lesson.", is_fault=False)
    unkept = [UNKEPT.get(one.name, one.name) for one in asked if one.name not in KINDS]
    if unkept:
        what = ", ".join(dict.fromkeys(unkept))
        raise Unkept(
            f"We have no questions with {what[:200]}: ask it in another way.", is_fault=False
        )
    if item.attributes.get("adaptive") == "true":
        raise Unkept("This item adapts to the answers given: ask it in steps.", is_fault=False)
    shown = item.first("itemBody")
    is_worked_out = shown and any(one.name == "printedVariable" for one in shown.every())
    if item.first("templateProcessing") or is_worked_out:
        raise Unkept("This item draws values by chance: write it with fixed ones.", is_fault=False)
    if len(asked) > MOST_PARTS:
        raise Unkept(f"An item has more than {MOST_PARTS} questions.", is_fault=False)


def _one(item: Element, asked: Element, keys: dict[str, Key], texts: Texts) -> ReadQuestion:
    inner = Body(texts, {})
    prompt = f"<div>{inner.inside(asked.first('prompt'))}</div>"
    mark = GAP if asked.name in INLINE else prompt
    question = _answered(asked, keys, inner)
    body = Body(texts, {id(asked): mark})
    return replace(question, stem=_stem(item, body))


def _several(
    item: Element, asked: list[Element], keys: dict[str, Key], texts: Texts
) -> ReadQuestion:
    inner = Body(texts, {})
    parts, marks = [], {}
    for number, one in enumerate(asked, start=1):
        is_inline = one.name in INLINE
        prompt = texts.html(inner.inside(one.first("prompt")))
        part = replace(_answered(one, keys, inner),
                       stem=prompt or f"{'Gap' if is_inline else 'Question'} {number}")  # fmt: skip
        try:
            parts.append(check(part))
        except Unkept as unkept:
            raise Unkept(f"Question {number} of it: {unkept.reason}",
                         is_fault=unkept.is_fault) from None  # fmt: skip
        marks[id(one)] = f"[[{number}]]" if is_inline else f"<div>[[{number}]]</div>"
    stem = _stem(item, Body(texts, marks))
    return ReadQuestion(kind=Kind.VIGNETTE, stem=stem, parts=tuple(parts))


def _answered(asked: Element, keys: dict[str, Key], body: Body) -> ReadQuestion:
    name = asked.attributes.get("responseIdentifier", "")
    if name not in keys:
        raise Unkept(f"The answer “{name[:60]}” is not declared in the item.")
    return READ[asked.name](asked, keys[name], body)


def _stem(item: Element, body: Body) -> str:
    return body.texts.html(body.inside(item.first("itemBody")))


def _points(item: Element) -> Decimal:
    for outcome in item.all("outcomeDeclaration"):
        if outcome.attributes.get("identifier") == "MAXSCORE":
            points = decimal(outcome.says("defaultValue", "value"))
            if points and 0 < points <= 1000:
                return points
    return ONE


def _notes(item: Element) -> list[str]:
    processing = item.first("responseProcessing")
    if processing and not processing.attributes.get("template"):
        return ["Not kept: the file's own rules for marking; ours are used."]
    return []
