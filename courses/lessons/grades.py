"""How strong the evidence of a statement is, in six words, and what kind of study it rests on."""

from django.db import models


class Grade(models.TextChoices):
    """Given per statement by the author, confirmed by the reviewer."""

    ESTABLISHED = "established", "Established"
    SUPPORTED = "supported", "Supported"
    EARLY = "early", "Early or uncertain"
    IDEA = "idea", "Idea only"
    UNSUPPORTED = "unsupported", "Not supported"
    PRACTICE = "practice", "Good practice"


GRADE_MEANINGS = {
    Grade.ESTABLISHED: "Settled anatomy, physiology or law.",
    Grade.SUPPORTED: "Reviews or trials agree.",
    Grade.EARLY: "Small, mixed or still uncertain studies.",
    Grade.IDEA: "Animal or laboratory work, or an opinion.",
    Grade.UNSUPPORTED: "Looked for, and not found.",
    Grade.PRACTICE: "A guideline, a code or professional consensus.",
}


class Design(models.TextChoices):
    """The kind of study or source."""

    SYSTEMATIC_REVIEW = "systematic-review", "Systematic review"
    TRIAL = "trial", "Randomised trial"
    LABORATORY = "laboratory", "Small laboratory study"
    COHORT = "cohort", "Cohort"
    SURVEY = "survey", "Survey or accuracy study"
    REVIEW = "review", "Narrative review"
    ANIMAL = "animal", "Animal study"
    CASE = "case", "Case report"
    QUALITATIVE = "qualitative", "Qualitative study"
    GUIDELINE = "guideline", "Guideline or code"
    LAW = "law", "Law or regulator"
    PRACTICE = "practice", "Good practice"


def label_of(kind: type[models.TextChoices], value: str | None) -> str:
    """Return a value's label; a value that we do not know is shown as it stands."""
    return str(dict(kind.choices).get(value or "", value or ""))
