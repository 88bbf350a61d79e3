"""What a new question begins with: the blocks its kind needs, ready to be filled."""

from typing import Any

from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models import Question
from courses.quizzes.wording import plain

CHOICE = {"text": "", "is_right": False, "weight": None, "feedback": "", "references": []}
PAIR = {"left": "", "right": ""}
ANSWER = {"weight": None, "feedback": ""}
USES: dict[str, str] = {
    QuestionKind.SINGLE: "One right choice among several, with feedback to each.",
    QuestionKind.MULTIPLE: "Some right choices; marked all or nothing, or right ones less wrong.",
    QuestionKind.TRUE_FALSE: "A statement to be judged, best with a common error in it.",
    QuestionKind.MATCHING: "Left sides find their partners: terms, studies, structures.",
    QuestionKind.ORDERING: "Steps, strengths or stages are put in order.",
    QuestionKind.NUMERIC: "A number with a tolerance and a unit.",
    QuestionKind.TEXT: "A word or two, with every spelling that you accept.",
    QuestionKind.VIGNETTE: "A client's case, with several questions on it.",
}


def begin(question: Question) -> Question:
    """Lay out the blocks of a new question's kind."""
    field, raw = BLOCKS.get(question.kind, ("", []))
    if field:
        setattr(question, field, raw)
    if question.kind == QuestionKind.TRUE_FALSE:
        question.shuffle = "none"
    return question


def _choices(*texts: str) -> list[Any]:
    return [{"type": "choice", "value": {**CHOICE, "text": plain(text)}} for text in texts]


BLOCKS: dict[str, tuple[str, list[Any]]] = {
    QuestionKind.SINGLE: ("choices", _choices("", "", "", "")),
    QuestionKind.MULTIPLE: ("choices", _choices("", "", "", "")),
    QuestionKind.TRUE_FALSE: ("choices", _choices("True", "False")),
    QuestionKind.MATCHING: ("pairs", [{"type": "pair", "value": PAIR}] * 3),
    QuestionKind.ORDERING: ("items", [{"type": "item", "value": ""}] * 3),
    QuestionKind.NUMERIC: (
        "numbers",
        [{"type": "number", "value": {"value": None, "tolerance": None, **ANSWER}}],
    ),
    QuestionKind.TEXT: ("texts", [{"type": "text", "value": {"text": "", **ANSWER}}]),
}
