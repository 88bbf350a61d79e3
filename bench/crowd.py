"""A site with a hundred thousand enrolments, written in bulk: some 700,000 completed lessons,
100,000 attempts, and as many orders; the largest course has half of all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from courses.attempts.models import QuizAttempt
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment, Grant
from courses.progress.models import CourseCompletion, Evaluation, LessonCompletion
from payments.models import Order, OrderLine
from tests.factories import make_full_course, make_provider, make_user, publish_course
from tests.payments.factories import make_order

LESSONS = 10
COURSES = 20
YEARS = timedelta(days=730)
AT_ONCE = 5_000
FACTS = {"outcomes": ["Describe the vagus nerve."] * 6, "basis": "Reading at 200 words a minute."}


def fill(number: int) -> User:
    """Make the site; return the author of the largest course."""
    make_provider()
    editions = [
        publish_course(make_full_course(f"course-{n}", lessons=LESSONS, title=f"Course {n}"))
        for n in range(COURSES)
    ]
    author = make_user("crowd-author@example.org", is_staff=True)
    editions[0].course.editors.add(author)
    chance = Random(1)
    with own_dates(Enrolment, LessonCompletion, QuizAttempt, Certificate):
        for begin in range(0, number, AT_ONCE):
            _some(editions, begin, min(AT_ONCE, number - begin), chance)
    _orders(number, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return author


@contextmanager
def own_dates(*models: type[Model]) -> Iterator[None]:
    """Let rows bring the moments that the database writes by itself otherwise."""
    fields = [
        field
        for model in models
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now_add", False)
    ]
    for field in fields:
        field.auto_now_add = False  # type: ignore[attr-defined]
    yield
    for field in fields:
        field.auto_now_add = True  # type: ignore[attr-defined]


def _some(editions: list[Edition], begin: int, number: int, chance: Random) -> None:
    now = timezone.now()
    learners = User.objects.bulk_create(
        User(
            email=f"crowd-{begin + n}@example.org",
            certificate_name=f"Learner {begin + n}",
            country=chance.choice(("AU", "GB", "")),
        )
        for n in range(number)
    )
    items = {edition.pk: list(edition.items.order_by("position")) for edition in editions}
    begun = [_enrolment(one, _edition(editions, chance), now, chance) for one in learners]
    done = [_steps(row, items[row.edition_id], chance) for row in begun]
    enrolments = Enrolment.objects.bulk_create(begun)
    kinds = list(Grant.Kind)
    Grant.objects.bulk_create(
        Grant(enrolment=row, kind=chance.choice(kinds), reference="crowd") for row in enrolments
    )
    both = list(zip(enrolments, done, strict=True))
    LessonCompletion.objects.bulk_create(
        (row for entry in both for row in _lessons(*entry, items)), batch_size=AT_ONCE
    )
    QuizAttempt.objects.bulk_create(
        (row for entry in both for row in _attempts(*entry, items, chance)), batch_size=1_000
    )
    finished = [row for row, steps in both if steps > LESSONS]
    _finish(finished, begin, chance)


def _edition(editions: list[Edition], chance: Random) -> Edition:
    return editions[0] if chance.random() < 0.5 else chance.choice(editions[1:])


def _enrolment(learner: User, edition: Edition, now: datetime, chance: Random) -> Enrolment:
    at = now - YEARS * chance.random()
    return Enrolment(
        learner=learner,
        course=edition.course,
        edition=edition,
        started_on=at.date(),
        created_at=at,
        last_seen_at=min(now, at + timedelta(days=chance.expovariate(1 / 40))),
    )


def _steps(row: Enrolment, items: list[Any], chance: Random) -> int:
    """How many lessons somebody has done; one more is the quiz passed."""
    steps = LESSONS + 1 if chance.random() < 0.45 else chance.randint(0, LESSONS)
    row.last_item_key = items[steps - 1].key if steps else ""
    return steps


def _lessons(row: Enrolment, steps: int, items: dict[int, list[Any]]) -> Iterator[LessonCompletion]:
    lessons = [item for item in items[row.edition_id] if not item.is_quiz][:steps]
    for item in lessons:
        yield LessonCompletion(
            enrolment=row,
            round=1,
            lesson_id=item.lesson_version.lesson_id,
            version_id=item.lesson_version_id,
            edition_id=row.edition_id,
            completed_at=row.last_seen_at,
        )


def _attempts(
    row: Enrolment, steps: int, items: dict[int, list[Any]], chance: Random
) -> Iterator[QuizAttempt]:
    item = next(item for item in items[row.edition_id] if item.is_quiz)
    passes = steps > LESSONS
    tries = chance.choice((1, 1, 2, 3)) if steps >= LESSONS - 2 else int(chance.random() < 0.2)
    for number in range(1, tries + 1):
        is_passed = passes and number == tries
        mark = chance.randint(80, 100) if is_passed else chance.randint(0, 79)
        yield QuizAttempt(
            enrolment=row,
            round=1,
            quiz_id=item.quiz_version.quiz_id,
            quiz_version_id=item.quiz_version_id,
            edition_id=row.edition_id,
            number=number,
            order=[
                {"question": f"question-{n}", "choices": ["a", "b", "c", "d"]} for n in range(9)
            ],
            answers={f"question-{n}": ["a"] for n in range(9)},
            pass_mark=80,
            question_count=9,
            right_count=mark * 9 // 100,
            percent=mark,
            is_passed=is_passed,
            state=QuizAttempt.State.SUBMITTED,
            ending=QuizAttempt.Ending.LEARNER,
            started_at=row.last_seen_at,
            submitted_at=row.last_seen_at,
        )


def _finish(rows: list[Enrolment], begin: int, chance: Random) -> None:
    completions = CourseCompletion.objects.bulk_create(
        CourseCompletion(
            enrolment=row,
            round=1,
            edition_id=row.edition_id,
            minutes=180,
            started_on=row.started_on,
            completed_on=max(row.started_on, row.last_seen_at.date()),
        )
        for row in rows
    )
    Certificate.objects.bulk_create(
        Certificate(
            completion=completion,
            status_index=begin + place,
            learner_id=row.learner_id,
            name="Learner",
            course_title="Course",
            edition_number=1,
            minutes=180,
            completed_on=completion.completed_on,
            issued_at=row.last_seen_at,
            facts=FACTS,
        )
        for place, (completion, row) in enumerate(zip(completions, rows, strict=True))
    )
    month = timezone.localdate().replace(day=1)
    Evaluation.objects.bulk_create(
        Evaluation(
            edition_id=row.edition_id,
            month=month,
            answers=[chance.randint(1, 5), 4, 3, "About right", ""],
        )
        for row in rows
    )


def _orders(number: int, chance: Random) -> None:
    patterns = [make_order(country=country) for country in ("AU", "GB")]
    now = timezone.now()
    for begin in range(0, number, AT_ONCE):
        some = range(begin, min(begin + AT_ONCE, number))
        ordered = [chance.choice(patterns) for _ in some]
        at = [now - YEARS * chance.random() for _ in some]
        orders = Order.objects.bulk_create(
            _copy(pattern, placed_at=when, paid_at=when)
            for pattern, when in zip(ordered, at, strict=True)
        )
        lines = {pattern.pk: pattern.lines.get() for pattern in patterns}
        OrderLine.objects.bulk_create(
            _copy(lines[pattern.pk], order=order)
            for order, pattern in zip(orders, ordered, strict=True)
        )


def _copy(row: Any, **values: Any) -> Any:
    """A row like another, with an identity of its own."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "public_id")
    }
    copied = type(row)(**kept)
    for name, value in values.items():
        setattr(copied, name, value)
    return copied
