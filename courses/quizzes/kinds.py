"""The kinds of question, and the rules by which they are marked and shuffled."""

from django.db import models

FEWEST, MOST = 2, 26


class QuestionKind(models.TextChoices):
    """How a question is asked."""

    SINGLE = "single", "Single choice"
    MULTIPLE = "multiple", "Multiple response"
    TRUE_FALSE = "true-false", "True or false"
    MATCHING = "matching", "Matching"
    ORDERING = "ordering", "Ordering"
    NUMERIC = "numeric", "Number"
    TEXT = "text", "Short text"
    VIGNETTE = "vignette", "Case vignette"


class Rule(models.TextChoices):
    """How a partly right answer is marked, where the kind has more than one way (marking/)."""

    ALL_OR_NOTHING = "all-or-nothing", "All or nothing"
    PER_CHOICE = "per-choice", "Multiple response: right choices less wrong ones"
    ADJACENT = "adjacent", "Ordering: each pair of neighbours in the right order"


class Difficulty(models.TextChoices):
    """How hard its author thinks a question is."""

    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"


class Shuffle(models.TextChoices):
    """How choices are shuffled for each attempt."""

    ALL = "all", "Shuffle the choices"
    KEEP_LAST = "keep-last", "Shuffle, and keep the last one last"
    NONE = "none", "Keep the order as written"


CHOOSING = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)
FAMILIES = (CHOOSING, *((kind,) for kind in QuestionKind if kind not in CHOOSING))


def family_of(kind: str) -> tuple[str, ...]:
    """Return the kinds that a question may change into without losing what it holds."""
    return next((family for family in FAMILIES if kind in family), (kind,))
