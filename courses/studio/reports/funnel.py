"""Where people stop in an edition: how many completed each lesson and quiz, and the last place of
those who went no further."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from courses.attempts.models import QuizAttempt
from courses.editions.models import Edition
from courses.progress.models import CourseCompletion, LessonCompletion
from courses.studio.reports.selecting import RECENTLY, Selection
from courses.studio.reports.tables import Row, Table, percent, share
from cpd.sheets import Cell

STEPS = ["Lesson or quiz", "Completed it", "Share", "Fewer than before"]
STOPS = ["Last opened", "Stopped there", "Share of all", "Still studying there"]
NOWHERE, ELSEWHERE = "Nothing opened yet", "A place that this edition does not have"
STEPS_HINT = (
    "In order, by the same rule as a learner's own page: what was completed in an earlier edition "
    "counts where the lesson or quiz is materially the same. Learners may take them in any order."
)
STOPS_HINT = (
    "The last place opened by those who have not completed. Stopped: not seen for 30 days. Who was "
    "seen since then may still go on, and is counted by itself."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson or quiz of the edition; `thing` is the lesson's or the quiz's key."""

    key: str
    title: str
    is_quiz: bool
    thing: int
    same_since: int


def funnel(selection: Selection, edition: Edition, began: int) -> list[Table]:
    """Return how many completed each step, and where the others were last; five queries."""
    steps = _steps(edition)
    lessons = [step for step in steps if not step.is_quiz]
    quizzes = [step for step in steps if step.is_quiz]
    completed = _done(selection, edition, lessons, LessonCompletion.objects.all(), "lesson")
    passed = _done(selection, edition, quizzes, QuizAttempt.objects.passed(), "quiz")
    counts = [(passed if step.is_quiz else completed).get(step.thing, 0) for step in steps]
    return [_completed(steps, counts, began), _stopped(selection, steps, began)]


def _steps(edition: Edition) -> list[Step]:
    rows = edition.items.values_list(
        "key", "title", "lesson_version__lesson", "quiz_version__quiz", "same_since"
    )
    return [
        Step(key, title, lesson is None, quiz if lesson is None else lesson, since)
        for key, title, lesson, quiz, since in rows.order_by("position")
    ]


def _done(
    selection: Selection, edition: Edition, steps: Iterable[Step], rows: object, thing: str
) -> dict[int, int]:
    """Count those who have done each step in an edition since which it is the same."""
    by_since: dict[int, list[int]] = defaultdict(list)
    for step in steps:
        by_since[step.same_since].append(step.thing)
    if not by_since:
        return {}
    numbers = dict(Edition.objects.filter(course=edition.course_id).values_list("pk", "number"))
    counted = Q()
    for since, things in by_since.items():
        editions = [pk for pk, number in numbers.items() if number >= since]
        counted |= Q(**{f"{thing}__in": things, "edition__in": editions})
    mine = selection.of_begun(rows.filter(counted))  # type: ignore[attr-defined]
    return dict(mine.values_list(f"{thing}_id").annotate(n=Count("enrolment", distinct=True)))


def _completed(steps: list[Step], counts: list[int], began: int) -> Table:
    rows = []
    before = began
    for step, count in zip(steps, counts, strict=True):
        kind = "Quiz" if step.is_quiz else "Lesson"
        title = f"{kind}: {step.title}"
        cells: list[Cell] = [title, count, percent(count, began), max(before - count, 0)]
        rows.append(Row(cells, percent=share(count, began)))
        before = count
    return Table("steps", "Completed, step by step", STEPS, rows, hint=STEPS_HINT)


def _stopped(selection: Selection, steps: list[Step], began: int) -> Table:
    done = CourseCompletion.objects.filter(enrolment=OuterRef("pk"), round=OuterRef("round"))
    is_recent = Q(last_seen_at__gte=timezone.now() - RECENTLY)
    rows = (
        selection.begun()
        .filter(~Exists(done))
        .values("last_item_key")
        .annotate(studying=Count("pk", filter=is_recent), stopped=Count("pk", filter=~is_recent))
        .order_by()
    )
    known = {"", *(step.key for step in steps)}
    found: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        sums = found[row["last_item_key"] if row["last_item_key"] in known else None]
        sums[0] += row["stopped"]
        sums[1] += row["studying"]
    places: list[tuple[str | None, str]] = [("", NOWHERE)]
    places += [(step.key, step.title) for step in steps]
    places += [(None, ELSEWHERE)] if None in found else []
    return Table(
        "stops",
        "Where those are who have not completed",
        STOPS,
        [_stop(title, found[key], began) for key, title in places],
        hint=STOPS_HINT,
    )


def _stop(title: str, counts: list[int], began: int) -> Row:
    stopped, studying = counts
    cells: list[Cell] = [title, stopped, percent(stopped, began), studying]
    return Row(cells, percent=share(stopped, began))
