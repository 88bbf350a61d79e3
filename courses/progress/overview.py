"""Where a learner stands in many courses at once, in a number of queries that does not grow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from courses.attempts.models import Allowance, QuizAttempt
from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion, LessonCompletion

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """A quiz of the round that is open: whether it is passed, and how many attempts are left; None
    for no limit."""

    title: str
    is_passed: bool
    left: int | None


@dataclass(slots=True)
class Overview:
    """How far a learner is in one enrolment."""

    lesson_count: int = 0
    lessons_done: int = 0
    quizzes: list[QuizStanding] = field(default_factory=list)
    is_completed: bool = False


def overviews_of(
    learner_ids: Sequence[int], enrolments: Iterable[Enrolment]
) -> dict[int, Overview]:
    """Return how far learners are, by the key of the enrolment; five queries."""
    rows = {enrolment.pk: enrolment for enrolment in enrolments}
    items = _items({enrolment.edition_id for enrolment in rows.values()})
    lessons = _lessons(rows)
    attempts = _attempts(rows)
    allowed = _allowed(learner_ids)
    completed = CourseCompletion.objects.filter(enrolment__in=rows)
    finished = set(completed.values_list("enrolment", "round"))
    found = {}
    for pk, enrolment in rows.items():
        overview = Overview(is_completed=(pk, enrolment.round) in finished)
        for item in items[enrolment.edition_id]:
            if item["quiz"]:
                own = attempts[(pk, item["quiz"])]
                overview.quizzes.append(_quiz(item, own, allowed))
            else:
                overview.lesson_count += 1
                overview.lessons_done += _counts(item, lessons[(pk, item["lesson"])])
        found[pk] = overview
    return found


def _items(editions: set[int]) -> dict[int, list[Row]]:
    items: dict[int, list[Row]] = defaultdict(list)
    rows = EditionItem.objects.filter(edition__in=editions).order_by("position")
    for row in rows.values(
        "edition",
        "title",
        "same_since",
        lesson=F("lesson_version__lesson"),
        quiz=F("quiz_version__quiz"),
        limit=F("quiz_version__content__attempt_limit"),
    ):
        items[row["edition"]].append({**row})
    return items


def _lessons(enrolments: dict[int, Enrolment]) -> dict[tuple[int, int], list[int]]:
    done: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = LessonCompletion.objects.filter(enrolment__in=enrolments)
    for pk, round_, lesson, number in rows.values_list(
        "enrolment", "round", "lesson", "edition__number"
    ):
        if enrolments[pk].round == round_:
            done[(pk, lesson)].append(number)
    return done


def _attempts(enrolments: dict[int, Enrolment]) -> dict[tuple[int, int], list[Row]]:
    made: dict[tuple[int, int], list[Row]] = defaultdict(list)
    rows = QuizAttempt.objects.filter(enrolment__in=enrolments)
    for row in rows.values(
        "enrolment", "round", "quiz", "state", "is_passed", edition_number=F("edition__number")
    ):
        if enrolments[row["enrolment"]].round == row["round"]:
            made[(row["enrolment"], row["quiz"])].append({**row})
    return made


def _allowed(learner_ids: Sequence[int]) -> Counter[int | None]:
    """Return the extra attempts by quiz; under None those at every quiz."""
    allowed: Counter[int | None] = Counter()
    rows = Allowance.objects.filter(learner__in=learner_ids, ended_at=None)
    for quiz, extra in rows.values_list("quiz", "extra_attempts"):
        allowed[quiz] += extra
    return allowed


def _counts(item: Row, numbers: list[int]) -> bool:
    """Whether one of the editions counts for an item, as in `outline`."""
    return any(number >= item["same_since"] for number in numbers)


def _quiz(item: Row, attempts: list[Row], allowed: Counter[int | None]) -> QuizStanding:
    counting = [row for row in attempts if row["edition_number"] >= item["same_since"]]
    limit = item["limit"]
    extra = allowed[item["quiz"]] + allowed[None]
    return QuizStanding(
        title=item["title"],
        is_passed=any(row["is_passed"] for row in counting),
        left=None if limit is None else max(limit + extra - len(counting), 0),
    )
