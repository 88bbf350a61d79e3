"""Many learners at once, who took a quiz: their attempts and answers, as submitting writes them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import User
from courses.attempts.models import QuizAttempt, Response
from courses.editions.models import Edition, EditionItem
from courses.enrolment.models import Enrolment
from courses.quizzes.grading import mark, points, rounded
from courses.quizzes.kinds import CHOOSING
from courses.quizzes.marking import credit
from courses.quizzes.models import QuestionVersion

Sheet = dict[str, Any]
_numbers = count(1)
STEP = Decimal("0.00000001")
SHOWN = {"matching": "rights", "ordering": "items"}


def answer_sheets(
    edition: Edition, sheets: Sequence[Sheet], *, at: datetime | None = None
) -> list[QuizAttempt]:
    """Let a new learner submit each sheet: question key to answer, in the author's letters. What a
    sheet leaves out is not answered. Every question is asked, in the order written."""
    item = edition.items.select_related("quiz_version").filter(lesson_version=None)[0]
    contents = item.quiz_version.content["questions"] if item.quiz_version else []
    learners = _learners(len(sheets))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            learner=learner,
            course=edition.course,
            edition=edition,
            started_on=timezone.localdate(),
        )
        for learner in learners
    )
    both = zip(enrolments, sheets, strict=True)
    attempts = QuizAttempt.objects.bulk_create(
        _attempt(enrolment, item, contents, sheet, at or timezone.now())
        for enrolment, sheet in both
    )
    Response.objects.bulk_create(_responses(attempts, contents), batch_size=5_000)
    return attempts


def random_sheets(edition: Edition, number: int, *, seed: int = 1) -> list[Sheet]:
    """Return sheets of learners of every strength, who take right or wrong choices by it."""
    chance = Random(seed)  # noqa: S311 no secret: the same sheets each time
    item = edition.items.select_related("quiz_version").filter(lesson_version=None)[0]
    contents = item.quiz_version.content["questions"] if item.quiz_version else []
    choosing = [content for content in contents if content["kind"] in CHOOSING]
    sheets = []
    for _ in range(number):
        strength = chance.uniform(0.3, 1)
        sheets.append({content["key"]: _choose(content, strength, chance) for content in choosing})
    return sheets


def _choose(content: dict[str, Any], strength: float, chance: Random) -> list[str]:
    is_right = chance.random() < strength
    keys = [choice["key"] for choice in content["choices"] if choice["is_right"] is is_right]
    if is_right and content["kind"] == "multiple":
        return keys
    return [chance.choice(keys)]


def _learners(number: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"crowd-{next(_numbers)}@example.org", certificate_name=f"Learner {place}")
        for place in range(number)
    )


def _attempt(
    enrolment: Enrolment,
    item: EditionItem,
    contents: list[dict[str, Any]],
    sheet: Sheet,
    at: datetime,
) -> QuizAttempt:
    version = item.quiz_version
    if version is None:
        raise ValueError("A lesson has no attempts.")
    result = mark(contents, sheet)
    return QuizAttempt(
        enrolment=enrolment,
        round=1,
        quiz_id=version.quiz_id,
        quiz_version=version,
        edition=enrolment.edition,
        number=1,
        order=[as_written(content) for content in contents],
        answers=sheet,
        pass_mark=version.content["pass_mark"],
        question_count=len(contents),
        state=QuizAttempt.State.SUBMITTED,
        submitted_at=at,
        ending=QuizAttempt.Ending.LEARNER,
        right_count=result.right,
        earned=rounded(result.earned),
        possible=rounded(result.possible),
        percent=result.percent,
        is_passed=result.passes(version.content["pass_mark"]),
    )


def as_written(content: dict[str, Any]) -> dict[str, Any]:
    """Return the arrangement that shows a question as its author wrote it."""
    if content["kind"] == "vignette":
        parts = [as_written(part) for part in content["questions"]]
        return {"question": content["key"], "questions": parts}
    name = SHOWN.get(content["kind"], "choices")
    keys = [entry["key"] for entry in content.get(name, [])]
    return {"question": content["key"], **({name: keys} if keys else {})}


def _responses(attempts: list[QuizAttempt], contents: list[dict[str, Any]]) -> Iterable[Response]:
    units = [
        (content, unit) for content in contents for unit in content.get("questions", [content])
    ]
    hashes = [unit["hash"] for _, unit in units]
    versions = dict(
        QuestionVersion.objects.filter(content_hash__in=hashes).values_list("content_hash", "pk")
    )
    for attempt in attempts:
        for position, (content, unit) in enumerate(units, start=1):
            answer = attempt.answers.get(content["key"])
            if content["kind"] == "vignette":
                answer = (answer or {}).get(unit["key"])
            yield Response(
                attempt=attempt,
                version_id=versions[unit["hash"]],
                position=position,
                answer=answer or [],
                is_answered=bool(answer),
                credit=rounded(credit(unit, answer), STEP),
                points=rounded(_worth(content, unit)),
            )


def _worth(content: dict[str, Any], unit: dict[str, Any]) -> Fraction:
    parts = content.get("questions", [content])
    return points(content) * points(unit) / sum(points(part) for part in parts)
