"""The fields of a question's form beside its answer."""

from datetime import timedelta

from django.http import QueryDict

from courses.attempts.models import QuizAttempt
from courses.attempts.saving import Origin

CHECKS = ("check", "check-anyway")  # values of then: show what was right, if all is answered
ALL = "all"  # another: see all answers
BEFORE_WHOLE = "open"  # in an address: some of the question had no answer
LONGEST_NAME, DIGITS = 40, 15


def number_in(data: QueryDict, attempt: QuizAttempt, *, name: str = "question") -> int | None:
    """Return the number of the attempt's question that a field names, from 1."""
    number = _integer(data.get(name, ""))
    return number if 0 < number <= attempt.question_count else None


def origin_of(data: QueryDict) -> Origin:
    """Return where an answer comes from, as the page's script says it: `page`, its own name;
    `serial`, the number of its save; `age`, milliseconds since the answer was given."""
    return Origin(
        page=data.get("page", "")[:LONGEST_NAME],
        serial=_integer(data.get("serial", "")),
        age=timedelta(milliseconds=_integer(data.get("age", ""))),
    )


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < DIGITS else 0
