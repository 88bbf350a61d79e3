"""What is wrong with a question: rules over its content, the same for the studio's forms, course
packages and question files."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from courses.quizzes.compiling import compile_question
from courses.quizzes.kinds import FEWEST, MOST, QuestionKind
from courses.quizzes.marking.weights import FULL, NONE, share

if TYPE_CHECKING:
    from courses.quizzes.models import Question

Content = Mapping[str, Any]
Faults = dict[str, str]
TRUE_FALSE = ["True", "False"]
MOST_TEXTS = 60


def question_faults(question: "Question") -> Faults:
    """Return what is wrong with a draft, by its fields."""
    return content_faults(compile_question(question))


def content_faults(content: Content) -> Faults:
    """Return what is wrong with a question's content, by the fields of the draft; nothing if it can
    be asked and marked."""
    faults = {} if content["stem"] else {"stem": "Write the question."}
    field, find = RULES[content["kind"]]
    fault = find(content)
    return {**faults, field: fault} if fault else faults


def _choices(content: Content) -> str:
    choices = content["choices"]
    texts = [choice["text"] for choice in choices]
    if not FEWEST <= len(texts) <= MOST:
        return f"Give {FEWEST} to {MOST} choices."
    if "" in texts:
        return "Give each choice some words; a picture needs alternative text."
    if len(set(texts)) < len(texts):
        return "Two choices have the same text."
    if content["kind"] == QuestionKind.TRUE_FALSE and texts != TRUE_FALSE:
        return "A true or false question has the choices “True” and “False”, in this order."
    return _rights(content)


def _rights(content: Content) -> str:
    rights = [choice for choice in content["choices"] if choice["is_right"]]
    if content["kind"] != QuestionKind.MULTIPLE and len(rights) != 1:
        return "Mark exactly one choice as right."
    if not rights:
        return "Mark at least one choice as right."
    if content["kind"] != QuestionKind.MULTIPLE and share(rights[0], otherwise=FULL) != FULL:
        return "The right choice earns all the points; leave its weight empty."
    return _weights(content)


def _weights(content: Content) -> str:
    """Ticks and weights must tell the same; a single choice may give a wrong answer a part."""
    is_multiple = content["kind"] == QuestionKind.MULTIPLE
    for choice in content["choices"]:
        weight = share(choice, otherwise=NONE)
        if "weight" in choice and choice["is_right"] and weight <= 0:
            return "A right choice has a weight above 0."
        if is_multiple and not choice["is_right"] and weight > 0:
            return "A wrong choice has a weight of 0 or less."
        if not choice["is_right"] and weight >= FULL:
            return "Only the right choice earns all the points."
    return ""


def _matching(content: Content) -> str:
    lefts = [left["text"] for left in content["lefts"]]
    if not FEWEST <= len(lefts) <= MOST:
        return f"Give {FEWEST} to {MOST} pairs."
    if len(content["rights"]) > MOST:
        return f"Give {MOST} right sides at most."
    if "" in lefts or any(not right["text"] for right in content["rights"]):
        return "Give both sides of each pair some words; a picture needs alternative text."
    if len(set(lefts)) < len(lefts):
        return "Two pairs have the same left side."
    return "" if len(content["rights"]) > 1 else "Give at least two different right sides."


def _ordering(content: Content) -> str:
    texts = [item["text"] for item in content["items"]]
    if not FEWEST <= len(texts) <= MOST:
        return f"Give {FEWEST} to {MOST} items, in the right order."
    if "" in texts:
        return "Give each item some words; a picture needs alternative text."
    return "Two items have the same text." if len(set(texts)) < len(texts) else ""


def _numeric(content: Content) -> str:
    answers = [answer for answer in content["answers"] if answer["value"] is not None]
    if len(content["answers"]) - len(answers) > 1:
        return "Only one entry may stand for every other number."
    if any(Decimal(answer["tolerance"]) < 0 for answer in answers):
        return "A tolerance is 0 or more."
    return _full(answers, "number")


def _text(content: Content) -> str:
    if len(content["answers"]) > MOST_TEXTS:
        return f"Give {MOST_TEXTS} accepted texts at most."
    return _full(content["answers"], "text")


def _full(answers: list[Content], what: str) -> str:
    if any(share(answer, otherwise=FULL) == FULL for answer in answers):
        return ""
    return f"Give at least one {what} that earns all the points."


def _vignette(_: Content) -> str:
    """The questions of a case are added after its text; whether it has any is asked before
    publishing."""
    return ""


RULES: dict[str, tuple[str, Callable[[Content], str]]] = {
    QuestionKind.SINGLE: ("choices", _choices),
    QuestionKind.MULTIPLE: ("choices", _choices),
    QuestionKind.TRUE_FALSE: ("choices", _choices),
    QuestionKind.MATCHING: ("pairs", _matching),
    QuestionKind.ORDERING: ("items", _ordering),
    QuestionKind.NUMERIC: ("numbers", _numeric),
    QuestionKind.TEXT: ("texts", _text),
    QuestionKind.VIGNETTE: ("stem", _vignette),
}
