"""Words that certificates and pages share."""

from collections.abc import Mapping
from typing import Any

from courses.editions.models import Edition


def assessment_words(edition: Edition) -> str:
    """Return whether and how an edition is assessed."""
    marks = [
        item.quiz_version.content["pass_mark"]
        for item in edition.items.select_related("quiz_version")
        if item.quiz_version
    ]
    if not marks:
        return "No"
    quiz = "quiz" if len(marks) == 1 else "quizzes"
    return f"Yes, {quiz} passed at {min(marks)} % or more"


def issuer_words(provider: Mapping[str, Any]) -> str:
    """Return who issued a certificate, from its facts."""
    example = " (example)" if provider["is_example"] else ""
    return f"{provider['name']}, {provider['registration']}{example}"
