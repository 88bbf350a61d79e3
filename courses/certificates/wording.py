"""Words that certificates and pages share."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.editions.models import Edition


def pass_marks_of(edition: Edition) -> list[int]:
    """Return the pass marks of an edition's quizzes, in per cent."""
    items = edition.items.select_related("quiz_version")
    return [item.quiz_version.content["pass_mark"] for item in items if item.quiz_version]


def assessment_words(marks: Sequence[int]) -> str:
    """Return whether and how a course with these pass marks is assessed."""
    if not marks:
        return "No"
    quiz = "quiz" if len(marks) == 1 else "quizzes"
    return f"Yes, {quiz} passed at {min(marks)} % or more"


def issuer_words(provider: Mapping[str, Any]) -> str:
    """Return who issued a certificate, from its facts."""
    example = " (example)" if provider["is_example"] else ""
    return f"{provider['name']}, {provider['registration']}{example}"
