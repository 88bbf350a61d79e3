"""Fetching the answers to a quiz, alike ones together, and working out what they say.

The database puts answers that are alike into one row, so that what streams to us, and is held,
grows with the different marks and not with the attempts.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from courses.attempts.analysis.items import ItemStatistics, item_statistics
from courses.attempts.analysis.quizzes import QuizStatistics, quiz_statistics
from courses.attempts.analysis.readings import Finding, findings_of
from courses.attempts.analysis.selecting import Selection
from courses.attempts.analysis.series import variance
from courses.attempts.analysis.tallies import Answered, Tally
from courses.attempts.models import KeyCorrection, Response
from courses.quizzes.models import Question, QuestionVersion

MARKS = ("credit", "points", "attempt__earned", "attempt__possible", "is_counted")
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class ItemReport:
    """A question version with its statistics and what they mean."""

    version: QuestionVersion
    item: ItemStatistics
    findings: list[Finding]

    @property
    def content(self) -> dict[str, Any]:
        """The question as it was published."""
        content: dict[str, Any] = self.version.content
        return content


@dataclass(frozen=True, slots=True)
class QuizReport:
    """A quiz's statistics and those of every question version that was asked in it."""

    quiz: QuizStatistics
    items: list[ItemReport]


def quiz_report(selection: Selection) -> QuizReport:
    """Return what the selected attempts say of a quiz and its questions; five queries."""
    places = _first_places(selection)
    versions = {row.pk: row for row in QuestionVersion.objects.filter(pk__in=places)}
    tallies = _tallies(versions.values())
    for version_id, answered, times in _answers(selection):
        tallies[version_id].add(answered, times)
    in_order = sorted(tallies, key=lambda pk: (places[pk], pk))
    reports = [item_report(versions[pk], tallies[pk]) for pk in in_order]
    return QuizReport(_quiz(selection, versions, tallies), reports)


def item_report(version: QuestionVersion, tally: Tally) -> ItemReport:
    """Return a question version with its statistics and their meaning."""
    item = item_statistics(tally)
    return ItemReport(version, item, findings_of(item))


def version_tally(version: QuestionVersion, selection: Selection) -> Tally:
    """Count the answers to one question version in the selected attempts; two queries."""
    tally = _tallies([version])[version.pk]
    for _, answered, times in _answers(selection, Q(version=version)):
        tally.add(answered, times)
    return tally


def statistics_of(questions: Iterable[Question]) -> dict[int, ItemStatistics]:
    """Return by key, of each question that was asked, the statistics over all its versions and all
    quizzes, each learner's first attempt at each: attempts, facility, discrimination and so on, but
    no options. One query, and none for no question."""
    keys = [question.pk for question in questions]
    if not keys:
        return {}
    tallies: dict[int, Tally] = {}
    rows = (
        Response.objects.filter(version__question__in=keys)
        .filter(attempt__round=1, attempt__number=1)
        .order_by()
        .values_list("version__question", *MARKS)
        .annotate(times=Count("pk"))
    )
    for question, *marks, times in rows.iterator(CHUNK):
        tallies.setdefault(question, Tally()).add(_answered(marks), times)
    return {key: item_statistics(tally) for key, tally in tallies.items()}


def _tallies(versions: Collection[QuestionVersion]) -> dict[int, Tally]:
    """Return an empty tally of each version, with the key by which it is marked now."""
    rows = KeyCorrection.objects.filter(version__in=[version.pk for version in versions])
    newest = dict(rows.order_by("pk").values_list("version", "content"))
    return {row.pk: Tally(newest.get(row.pk) or row.content) for row in versions}


def _answers(selection: Selection, only: Q | None = None) -> Iterator[tuple[int, Answered, int]]:
    rows = (
        Response.objects.filter(only or Q(), attempt__in=selection.attempts.values("pk"))
        .order_by()
        .values_list("version", *MARKS, "answer")
        .annotate(times=Count("pk"))
    )
    for version, *marks, answer, times in rows.iterator(CHUNK):
        yield version, _answered(marks, answer), times


def _answered(marks: Sequence[Any], answer: Any = None) -> Answered:
    credit, points, earned, possible, is_counted = marks
    return Answered(
        credit=float(credit),
        points=float(points),
        earned=float(earned or 0),
        possible=float(possible or 0),
        answer=answer,
        is_counted=is_counted,
    )


def _first_places(selection: Selection) -> dict[int, int]:
    """Return of each version that was asked where in an attempt it stood first."""
    places: dict[int, int] = {}
    rows = Response.objects.filter(attempt__in=selection.attempts.values("pk")).order_by()
    for version, position in rows.values_list("version", "position").distinct():
        places[version] = min(position, places.get(version, position))
    return places


def _quiz(
    selection: Selection, versions: dict[int, QuestionVersion], tallies: dict[int, Tally]
) -> QuizStatistics:
    marks: Counter[float] = Counter()
    passed = 0
    rows = selection.attempts.values_list("earned", "possible", "is_passed")
    for earned, possible, is_passed, times in rows.annotate(times=Count("pk")).iterator(CHUNK):
        marks[float(earned / possible) if possible else 0.0] += times
        passed += times if is_passed else 0
    return quiz_statistics(
        marks, passed=passed, item_variances=_variances(marks.total(), versions, tallies)
    )


def _variances(
    attempts: int, versions: dict[int, QuestionVersion], tallies: dict[int, Tally]
) -> list[float | None] | None:
    """Return the variance of each question's share of the mark, all versions of it together; None
    if some attempt was not asked some question."""
    by_question: dict[int, Counter[float]] = {}
    for pk, tally in tallies.items():
        shares = by_question.setdefault(versions[pk].question_id, Counter())
        for (share, _), times in tally.with_total.items():
            shares[share] += times
    if any(shares.total() != attempts for shares in by_question.values()):
        return None
    return [variance(shares) for shares in by_question.values()]
