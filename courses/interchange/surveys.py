"""The evaluation at a course's end, in a package."""

from typing import Any

from courses.catalogue.models import Course
from courses.catalogue.survey import CHOICE, SCALE, TEXT
from courses.interchange.located import Reader

KINDS = [SCALE, CHOICE, TEXT]
MOST, MOST_CHOICES = 20, 12


def read_survey(reader: Reader) -> dict[str, Any]:
    """Return the course's fields; none where the package says nothing of an evaluation."""
    value = reader.value("evaluation", is_optional=True)
    if value is None:
        return {}
    inner = reader.child(value, reader.mapping.lines["evaluation"])
    entries = inner.items("questions", fewest=0)
    if len(entries) > MOST:
        inner.fault("questions", f"An evaluation has at most {MOST} questions.")
    fields = {
        "survey": [_question(inner.child(entry, line)) for entry, line in entries],
        "survey_is_required": inner.yes("is_required"),
    }
    inner.done()
    return fields


def _question(reader: Reader) -> dict[str, Any]:
    kind = next(iter(reader.mapping), "")
    if kind not in KINDS or len(reader.mapping) != 1:
        if reader.is_mapping:
            reader.fault(kind, f"A question is one of {', '.join(KINDS)}, with its content.")
        return {"type": TEXT, "value": {"question": ""}}
    inner = reader.child(reader.mapping[kind], reader.mapping.lines[kind])
    value: dict[str, Any] = {"question": inner.line_of("question", longest=300)}
    if kind == SCALE:
        value |= {end: inner.line_of(end, longest=60) for end in ("low", "high")}
    if kind == CHOICE:
        value["choices"] = inner.lines_of("choices", fewest=2, longest=150)
        if len(value["choices"]) > MOST_CHOICES:
            inner.fault("choices", f"A question has at most {MOST_CHOICES} choices.")
    inner.done()
    return {"type": kind, "value": value}


def write_survey(course: Course) -> dict[str, Any]:
    """Return an evaluation as a package writes it."""
    questions = [{block.block_type: _written(block.value)} for block in course.survey]
    return {"is_required": course.survey_is_required, "questions": questions}


def _written(value: Any) -> dict[str, Any]:
    return {
        name: [str(choice) for choice in part] if name == "choices" else part
        for name, part in value.items()
    }
