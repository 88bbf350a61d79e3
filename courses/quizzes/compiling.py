"""Turning a quiz's draft into plain data, as learners will be asked it.

The content of a question is described with its marking (marking/__init__.py). Beside that each text
stands as words under its name, and with mark-up under name_html where it has any.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from courses.hashing import content_hash
from courses.quizzes.gathering import load_answers, parts_of
from courses.quizzes.kinds import CHOOSING, QuestionKind, Rule
from courses.quizzes.wording import text_of, words
from courses.streams import load_together

if TYPE_CHECKING:
    from courses.lessons.models import Reference
    from courses.quizzes.models import Question, Quiz

Compiled = dict[str, Any]
SHARED = "shared."


def compile_quiz(quiz: "Quiz") -> Compiled:
    """Return a quiz with every question it may ask, and its slots: what is asked in which order, a
    question by its key or a draw from some. A fixed question that left the quiz's reach is not
    asked; see `out_of_reach`."""
    (content,) = compile_quizzes([quiz])
    return content


def compile_quizzes(quizzes: Sequence["Quiz"]) -> list[Compiled]:
    """Return the same of many quizzes of one course, with as many queries as one would cost."""
    load_together(quizzes, "entries")
    bank = _bank(quizzes)
    found = [_slots(quiz, bank) for quiz in quizzes]
    asked = {key: question for _, questions in found for key, question in questions.items()}
    load_answers(asked.values())
    contents = {key: compile_question(question) for key, question in asked.items()}
    return [
        {**_rules(quiz), "slots": slots, "questions": [contents[key] for key in questions]}
        for quiz, (slots, questions) in zip(quizzes, found, strict=True)
    ]


def _rules(quiz: "Quiz") -> Compiled:
    return {
        "title": quiz.title,
        "introduction": quiz.introduction,
        "minutes": quiz.minutes,
        "pass_mark": quiz.pass_mark,
        "attempt_limit": quiz.attempt_limit,
        "cool_down_minutes": quiz.cool_down_minutes,
        "time_limit_minutes": quiz.time_limit_minutes,
        "mode": quiz.mode,
        "release": quiz.release,
        "shuffles_questions": quiz.shuffles_questions,
    }


def _slots(
    quiz: "Quiz", bank: Iterable["Question"]
) -> tuple[list[Compiled], dict[str, "Question"]]:
    """Return a quiz's slots, and the questions that they may ask by their keys."""
    fixed = [
        block.value for block in quiz.entries if block.block_type == "question" and block.value
    ]
    taken = {question.pk for question in fixed}
    asked: dict[str, Question] = {}
    slots = []
    for block in quiz.entries:
        if block.block_type == "draw":
            pool = [question for question in _pool(bank, block.value) if question.pk not in taken]
            slots.append(_draw(block.value, pool))
        elif block.value and block.value.retired_at is None and _is_in_reach(quiz, block.value):
            pool = [block.value]
            slots.append({"question": content_key(block.value)})
        else:
            continue
        asked.update({content_key(question): question for question in pool})
    return slots, asked


def compile_question(question: "Question") -> Compiled:
    """Return a question with its key, answers, feedback and references, and the hash of it all."""
    content = {
        "key": content_key(question),
        "kind": question.kind,
        **text_of("stem", question.stem),
        **text_of("explanation", question.explanation),
        "references": [_printed(block.value) for block in question.references if block.value],
        "points": _number(question.points),
        **ANSWERS[question.kind](question),
    }
    return {**content, "hash": content_hash(content)}


def content_key(question: "Question") -> str:
    """Return the name a question goes by in a quiz's content."""
    return question.key if question.course_id else f"{SHARED}{question.key}"


def asked_count(content: Compiled) -> int:
    """Return how many questions a learner is asked; a draw asks no more than there are."""
    if "slots" not in content:
        return len(content["questions"])
    return sum(min(slot.get("draw", 1), len(slot.get("from", [1]))) for slot in content["slots"])


def out_of_reach(quiz: "Quiz") -> list["Question"]:
    """Return the fixed questions that are in another course's bank by now."""
    fixed = [block.value for block in quiz.entries if block.block_type == "question"]
    return [question for question in fixed if question and not _is_in_reach(quiz, question)]


def _is_in_reach(quiz: "Quiz", question: "Question") -> bool:
    return question.course_id in {None, quiz.course.pk}


def _bank(quizzes: Sequence["Quiz"]) -> list["Question"]:
    """The course's questions that may be drawn, by their keys, which are the same wherever the
    course goes; none where no quiz draws any."""
    if not any(block.block_type == "draw" for quiz in quizzes for block in quiz.entries):
        return []
    questions = quizzes[0].course.questions.filter(retired_at=None, vignette=None)
    return sorted(questions.prefetch_related("tag_uses__tag"), key=lambda question: question.key)


def _pool(bank: Iterable["Question"], draw: Compiled) -> list["Question"]:
    tag = (draw["tag"] or "").strip().casefold()
    return [
        question
        for question in bank
        if (not tag or tag in {name.casefold() for name in question.tag_names})
        and (not draw["difficulty"] or question.difficulty == draw["difficulty"])
    ]


def _draw(draw: Compiled, pool: list["Question"]) -> Compiled:
    return {
        "draw": draw["count"],
        "from": [content_key(question) for question in pool],
        "prefers_unseen": bool(draw["prefers_unseen"]),
        "tag": (draw["tag"] or "").strip(),
        "difficulty": draw["difficulty"] or "",
    }


def _choices(question: "Question") -> Compiled:
    rule = {"rule": question.rule} if question.kind == QuestionKind.MULTIPLE else {}
    choices = [
        {
            "key": letter,
            **text_of("text", value["text"].source, is_phrase=True),
            "is_right": bool(value["is_right"]),
            **_weight(value["weight"]),
            **text_of("feedback", value["feedback"].source, is_phrase=True),
            "references": [_printed(row) for row in value["references"] if row],
        }
        for letter, value in _lettered(block.value for block in question.choices)
    ]
    return {"choices": choices, "shuffle": question.shuffle, **rule}


def _matching(question: "Question") -> Compiled:
    """Right sides with the same words are one."""
    pairs = [block.value for block in question.pairs if block.block_type == "pair"]
    sources = [pair["right"].source for pair in pairs]
    sources += [block.value.source for block in question.pairs if block.block_type == "extra"]
    distinct = {text_of("text", source, is_phrase=True)["text"]: source for source in sources}
    rights = [
        {"key": letter, **text_of("text", source, is_phrase=True)}
        for letter, source in _lettered(distinct.values())
    ]
    keys = {right["text"]: right["key"] for right in rights}
    lefts = [
        {"key": letter, **text_of("text", pair["left"].source, is_phrase=True)}
        for letter, pair in _lettered(pairs)
    ]
    chosen = [keys[words(pair["right"].source)] for pair in pairs]
    return {
        "lefts": lefts,
        "rights": rights,
        "pairs": {left["key"]: key for left, key in zip(lefts, chosen, strict=True)},
    }


def _ordering(question: "Question") -> Compiled:
    items = [
        {"key": letter, **text_of("text", block.value.source, is_phrase=True)}
        for letter, block in _lettered(question.items)
    ]
    rule = Rule.ADJACENT if question.rule == Rule.ADJACENT else Rule.ALL_OR_NOTHING
    return {"items": items, "order": [item["key"] for item in items], "rule": str(rule)}


def _numeric(question: "Question") -> Compiled:
    answers = [
        {
            "value": _number(block.value["value"]),
            "tolerance": _number(block.value["tolerance"]) or "0",
            **_weight(block.value["weight"]),
            **text_of("feedback", block.value["feedback"].source, is_phrase=True),
        }
        for block in question.numbers
    ]
    return {"answers": answers, "unit": question.unit}


def _text(question: "Question") -> Compiled:
    answers = [
        {
            "text": block.value["text"],
            **_weight(block.value["weight"]),
            **text_of("feedback", block.value["feedback"].source, is_phrase=True),
        }
        for block in question.texts
    ]
    return {
        "answers": answers,
        "is_case_sensitive": question.is_case_sensitive,
        "is_accent_sensitive": question.is_accent_sensitive,
    }


def _vignette(question: "Question") -> Compiled:
    return {"questions": [compile_question(part) for part in parts_of(question)]}


ANSWERS: dict[str, Callable[["Question"], Compiled]] = {
    **dict.fromkeys(CHOOSING, _choices),
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.TEXT: _text,
    QuestionKind.VIGNETTE: _vignette,
}


def _lettered[Value](values: Iterable[Value]) -> Iterable[tuple[str, Value]]:
    return zip(ascii_lowercase, values, strict=False)


def _weight(value: Decimal | None) -> Compiled:
    return {} if value is None else {"weight": _number(value)}


def _number(value: Decimal | None) -> str | None:
    """A number as text, in one spelling, so that JSON keeps it exactly."""
    if value is None:
        return None
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _printed(reference: "Reference") -> Compiled:
    return {
        "key": reference.key,
        "label": reference.label,
        "authors": reference.authors,
        "title": reference.title,
        "source": reference.source,
        "doi": reference.doi,
        "url": reference.url,
        "design": reference.design,
    }
