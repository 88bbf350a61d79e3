"""The kinds of question and what their choices must look like."""

from django.db import models

TRUE_FALSE = ["True", "False"]
FEWEST, MOST = 2, 8


class QuestionKind(models.TextChoices):
    """How a question is asked."""

    SINGLE = "single", "Single choice"
    MULTIPLE = "multiple", "Multiple response"
    TRUE_FALSE = "true-false", "True or false"


def choice_faults(kind: str, *, texts: list[str], rights: list[bool]) -> str:
    """Return what is wrong with a question's choices, or nothing."""
    if not FEWEST <= len(texts) <= MOST:
        return f"Give {FEWEST} to {MOST} choices."
    if len(set(texts)) < len(texts):
        return "Two choices have the same text."
    if kind == QuestionKind.TRUE_FALSE and texts != TRUE_FALSE:
        return "A true or false question has the choices “True” and “False”, in this order."
    if kind == QuestionKind.MULTIPLE:
        return "" if any(rights) else "Mark at least one choice as right."
    return "" if sum(rights) == 1 else "Mark exactly one choice as right."
