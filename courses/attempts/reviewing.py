"""What a learner may see of a marked attempt, and from when on."""

from fractions import Fraction
from itertools import groupby
from typing import Any

from courses.attempts.marking import MarkedUnit, drawn_contents, mark_attempt, mark_of
from courses.attempts.models import QuizAttempt
from courses.attempts.standing import Standing
from courses.quizzes.models import Quiz
from courses.quizzes.showing.printing import html_of, stem_of
from courses.quizzes.showing.reviewing import points_of, review, state_of

Shown = dict[str, Any]


def may_show_all(attempt: QuizAttempt, standing: Standing | None) -> bool:
    """Whether the quiz's rule releases what was right: after each attempt; or once the quiz is
    passed, or no attempt is left and none is open. Without a standing the quiz is no longer asked,
    so nothing can be given away."""
    if attempt.is_open:
        return False
    release = attempt.quiz_version.content.get("release", Quiz.Release.SUBMITTED)
    if release == Quiz.Release.SUBMITTED or attempt.is_passed or standing is None:
        return True
    is_earlier_round = attempt.round != attempt.enrolment.round
    has_open = any(row.is_open for row in standing.attempts)
    return is_earlier_round or standing.is_passed or (standing.left == 0 and not has_open)


def review_attempt(attempt: QuizAttempt, *, shows_all: bool) -> list[Shown]:
    """Return every question as its learner may see it: with what was right and why, or only whether
    it was right. What was shown on checking stays shown."""
    _, units = mark_attempt(attempt)
    stems = {content["key"]: content for content in drawn_contents(attempt)}
    drawn = groupby(units, key=lambda unit: unit.question_key)
    return [
        _question(stems[key], list(own), number, is_shown=shows_all or key in attempt.checked)
        for number, (key, own) in enumerate(drawn, start=1)
    ]


def review_question(attempt: QuizAttempt, question_key: str) -> Shown | None:
    """Return a question whose answer was checked in the attempt; None if it was not."""
    if question_key not in attempt.checked:
        return None
    shown = review_attempt(attempt, shows_all=False)
    return shown[attempt.drawn_keys.index(question_key)]


def _question(
    content: dict[str, Any], units: list[MarkedUnit], number: int, *, is_shown: bool
) -> Shown:
    result = mark_of(units)
    share = result.earned / result.possible if result.possible else Fraction(0)
    state = state_of(share, is_answered=any(unit.is_answered for unit in units))
    told = {
        "number": number,
        "stem": stem_of(content, prefix=f"question-{number}-part-" if is_shown else ""),
        "has_markup": "stem_html" in content,
        "is_shown": is_shown,
        "is_counted": result.total > 0,
    }
    if not is_shown:
        return {**told, "state": "wrong" if state == "partly" else state}
    is_case = content["kind"] == "vignette"
    return {
        **told,
        "state": state,
        **points_of(share, result.possible),
        "is_case": is_case,
        "explanation": html_of(content, "explanation") if is_case else "",
        "references": content.get("references", []) if is_case else [],
        "parts": [
            review(unit.question, unit.answer, credit=unit.credit, points=unit.points)
            for unit in units
        ],
    }
