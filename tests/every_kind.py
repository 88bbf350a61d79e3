"""A quiz with a question of every kind, whose secrets can be told from what is asked."""

from typing import Any

from courses.catalogue.models import Course
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question, Quiz
from courses.quizzes.wording import plain
from tests.factories import make_question, make_reference, publish_course

BOLD = "<p>Which of <b>these</b> runs upwards?</p>"


def pair(left: str, right: str) -> dict[str, Any]:
    """Return a raw pair."""
    return {"type": "pair", "value": {"left": plain(left), "right": plain(right)}}


def number(value: str | None, tolerance: str = "0", **values: Any) -> dict[str, Any]:
    """Return a raw accepted number."""
    told = {"weight": None, "feedback": plain(f"SECRET number {value}"), **values}
    return {"type": "number", "value": {"value": value, "tolerance": tolerance, **told}}


def text(words: str, **values: Any) -> dict[str, Any]:
    """Return a raw accepted text."""
    told = {"weight": None, "feedback": plain("SECRET text"), **values}
    return {"type": "text", "value": {"text": words, **told}}


def ask_every_kind(course: Course) -> Quiz:
    """Let the course's quiz, which has one of each of the choosing kinds, ask the others too."""
    quiz = Quiz.objects.get(module__course=course)
    reference = [{"type": "reference", "value": make_reference().pk}]
    make_question(
        quiz,
        "matched",
        kind="matching",
        stem=plain("Match."),
        pairs=[pair("Vagus", "Tenth"), pair("Optic", "Second"), pair("Facial", "Seventh")],
    )
    make_question(
        quiz,
        "ordered",
        kind="ordering",
        stem=plain("Order."),
        items=[
            {"type": "item", "value": plain(word)} for word in ("Ask", "Consent", "Touch", "Write")
        ],
    )
    make_question(
        quiz,
        "counted",
        kind="numeric",
        stem=plain("How high?"),
        unit="mmHg",
        points="2",
        numbers=[number("87.25", "3.5"), number(None, weight="0")],
        references=reference,
    )
    make_question(
        quiz, "named", kind="text", stem=plain("Which nerve?"), texts=[text("hypoglossus")]
    )
    case = make_question(
        quiz, "case", kind="vignette", stem=plain("A runner falls [[1]], then rises [[2]].")
    )
    _part(case, "case-choice", choices=("Rest", "Run"))
    _part(case, "case-number", kind="numeric", numbers=[number("41.75")])
    return quiz


def _part(case: Question, key: str, *, choices: tuple[str, ...] = (), **values: Any) -> Question:
    raw = [
        {
            "type": "choice",
            "value": {
                "text": plain(words),
                "is_right": place == 0,
                "weight": None,
                "feedback": plain(f"SECRET because {words}"),
                "references": [],
            },
        }
        for place, words in enumerate(choices)
    ]
    return Question.objects.create(
        course=case.course,
        vignette=case,
        position=case.parts.count(),
        key=key,
        stem=plain(f"Part {key}?"),
        explanation=plain("SECRET explanation"),
        choices=raw,
        **values,
    )


def publish_and_take_up(enrolment: Enrolment, **rules: Any) -> Enrolment:
    """Change the quiz's rules, publish the course, and study its new edition."""
    Quiz.objects.filter(module__course=enrolment.course).update(**rules)
    publish_course(enrolment.course)
    return take_up_edition(enrolment)
