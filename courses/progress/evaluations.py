"""What evaluations say, question by question, and nothing that says whose they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from courses.catalogue.models import Course
from courses.catalogue.survey import CHOICE, HIGHEST, LOWEST, SCALE
from courses.editions.models import Edition
from courses.progress.models import Evaluation

FEWEST = 5  # evaluations; with fewer, somebody who knows the learners could guess whose they are
Question = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """The answers to one question: how often each value, the mean of a scale, texts in the order of
    the alphabet."""

    question: Question
    counts: dict[str, int]
    mean: float | None
    texts: list[str]

    @property
    def answered(self) -> int:
        """How many answered it."""
        return sum(self.counts.values()) + len(self.texts)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """How many evaluations there are, and what they say; nothing where they are too few. `withheld`
    counts the questions that too few were asked, such as one whose words are new."""

    count: int
    questions: list[QuestionReport]
    withheld: int = 0

    @property
    def are_enough(self) -> bool:
        """Whether there are enough to be shown."""
        return self.count >= FEWEST


def evaluations_of(course: Course, edition: Edition | None = None) -> EvaluationReport:
    """Return what was answered about a course, or about one edition. Questions with the same words
    are one, whichever edition asked them; two queries."""
    rows = Evaluation.objects.filter(edition__course=course)
    if edition is not None:
        rows = rows.filter(edition=edition)
    count = rows.count()
    if count < FEWEST:
        return EvaluationReport(count, [])
    asked: dict[str, tuple[Question, list[Any]]] = {}
    pairs = rows.order_by("edition__number").values_list("edition__survey", "answers")
    for survey, answers in pairs.iterator():
        for question, answer in zip(survey["questions"], answers, strict=True):
            asked.setdefault(_name(question), (question, []))[1].append(answer)
    shown = [entry for entry in asked.values() if len(entry[1]) >= FEWEST]
    return EvaluationReport(count, [_report(*entry) for entry in shown], len(asked) - len(shown))


def _report(question: Question, answers: Iterable[Any]) -> QuestionReport:
    given = [answer for answer in answers if answer not in (None, "")]
    if question["kind"] == SCALE:
        counted = Counter(str(answer) for answer in given)
        counts = {str(value): counted[str(value)] for value in range(LOWEST, HIGHEST + 1)}
        return QuestionReport(question, counts, fmean(given) if given else None, [])
    if question["kind"] == CHOICE:
        counted = Counter(given)
        counts = {choice: counted[choice] for choice in question["choices"]}
        return QuestionReport(question, counts, None, [])
    return QuestionReport(question, {}, None, sorted(given, key=str.casefold))


def _name(question: Question) -> str:
    choices = "|".join(question.get("choices", ()))
    return f"{question['kind']}:{question['question']}:{choices}"
