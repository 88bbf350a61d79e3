"""The evaluation at a course's end: its questions as the studio edits them, and as plain data.

The draft is a StreamField of three blocks: scale {question, low, high}, choice {question, choices:
[text]} and text {question}. What learners are asked is plain data in the edition:
    {"is_required": bool, "questions": [{"kind": "scale", "question", "low", "high"} |
     {"kind": "choice", "question", "choices": [text]} | {"kind": "text", "question"}]}
and {} where there is no survey. Scales and choices have to be answered, texts may be left empty.
"""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

if TYPE_CHECKING:
    from courses.catalogue.models import Course

LOWEST, HIGHEST = 1, 5
SCALE, CHOICE, TEXT = "scale", "choice", "text"


class ScaleBlock(blocks.StructBlock):
    """A question with an answer from 1 to 5."""

    question = blocks.CharBlock(max_length=300)
    low = blocks.CharBlock(max_length=60, default="Not at all", label="What 1 stands for")
    high = blocks.CharBlock(max_length=60, default="Completely", label="What 5 stands for")

    class Meta:
        icon = "order"
        label = "Scale from 1 to 5"


class ChoiceQuestionBlock(blocks.StructBlock):
    """A question with one of several answers."""

    question = blocks.CharBlock(max_length=300)
    choices = blocks.ListBlock(
        blocks.CharBlock(max_length=150, label="Answer"), min_num=2, max_num=12
    )

    class Meta:
        icon = "radio-full"
        label = "Choice of one"


class TextQuestionBlock(blocks.StructBlock):
    """A question that is answered in the learner's own words, or not."""

    question = blocks.CharBlock(max_length=300)

    class Meta:
        icon = "pilcrow"
        label = "Free text"


class SurveyBlocks(blocks.StreamBlock):
    """The questions of an evaluation, in order."""

    scale = ScaleBlock()
    choice = ChoiceQuestionBlock()
    text = TextQuestionBlock()

    class Meta:
        required = False
        max_num = 20


def default_survey() -> list[dict[str, Any]]:
    """Return what a new course asks: whether outcomes were met, what the evidence was worth, use in
    practice, pace, and what will change."""
    return [
        _scale("How far do you now reach the learning outcomes of the course?"),
        _scale("How clear was it what each statement rests on, and how strong that evidence is?"),
        _scale("How much of it can you use in your practice?", low="Nothing", high="Nearly all"),
        {
            "type": CHOICE,
            "value": {
                "question": "How was the pace?",
                "choices": ["Too slow", "About right", "Too fast"],
            },
        },
        {"type": TEXT, "value": {"question": "What will you do differently in your practice?"}},
    ]


def compile_survey(course: "Course") -> dict[str, Any]:
    """Return what an edition keeps of a course's survey; {} where nothing is asked."""
    questions = [_compiled(block.block_type, block.value) for block in course.survey]
    if not questions:
        return {}
    return {"is_required": course.survey_is_required, "questions": questions}


def _compiled(kind: str, value: Any) -> dict[str, Any]:
    asked = {"kind": kind, "question": value["question"]}
    if kind == SCALE:
        return {**asked, "low": value["low"], "high": value["high"]}
    return {**asked, "choices": list(value["choices"])} if kind == CHOICE else asked


def _scale(question: str, low: str = "Not at all", high: str = "Completely") -> dict[str, Any]:
    return {"type": SCALE, "value": {"question": question, "low": low, "high": high}}
