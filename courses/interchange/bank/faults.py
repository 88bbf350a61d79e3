"""What is wrong with an unsaved question, by the same rules as the studio's forms."""

from django.core.exceptions import ValidationError

from courses.quizzes.checking import content_faults
from courses.quizzes.compiling import compile_question
from courses.quizzes.models import Question

LONGEST_TEXT = 400  # of an accepted text in the studio
ROWS = {"course", "vignette", "written_by", "latest_revision", "locked_by"}


def faults_of(question: Question) -> list[str]:
    """Return what is wrong, each with what to do; nothing if the question can be asked."""
    found = list(content_faults(compile_question(question)).values())
    found += _too_long(question)
    try:
        question.clean_fields(exclude=ROWS | ({"stem"} if found else set()))
    except ValidationError as refusal:
        found += [
            f"{name.replace('_', ' ').capitalize()}: {' '.join(reasons)}"
            for name, reasons in refusal.message_dict.items()
        ]
    return found


def _too_long(question: Question) -> list[str]:
    lengths = [len(block.value["text"]) for block in question.texts]
    if any(length > LONGEST_TEXT for length in lengths):
        return [f"An accepted text has more than {LONGEST_TEXT} characters: shorten it."]
    return []
