"""Turning a quiz's draft into plain data, as learners will be asked it."""

from string import ascii_lowercase
from typing import Any

from courses.lessons.models import Reference
from courses.quizzes.models import Question, Quiz

Compiled = dict[str, Any]


def compile_quiz(quiz: Quiz) -> Compiled:
    """Return a quiz with its questions; choices get letters, which mean something in this version
    only."""
    questions = quiz.questions.filter(retired_at__isnull=True).order_by("position", "pk")
    return {
        "title": quiz.title,
        "introduction": quiz.introduction,
        "minutes": quiz.minutes,
        "pass_mark": quiz.pass_mark,
        "attempt_limit": quiz.attempt_limit,
        "questions": [compile_question(question) for question in questions],
    }


def compile_question(question: Question) -> Compiled:
    """Return a question with its key, choices, feedback and references."""
    return {
        "key": question.key,
        "kind": question.kind,
        "stem": question.stem,
        "explanation": question.explanation,
        "references": [_printed(block.value) for block in question.references if block.value],
        "choices": [
            {
                "key": letter,
                "text": block.value["text"],
                "is_right": bool(block.value["is_right"]),
                "feedback": block.value["feedback"],
                "references": [_printed(row) for row in block.value["references"] if row],
            }
            for letter, block in zip(ascii_lowercase, question.choices, strict=False)
        ],
    }


def _printed(reference: Reference) -> Compiled:
    return {
        "key": reference.key,
        "label": reference.label,
        "authors": reference.authors,
        "title": reference.title,
        "source": reference.source,
        "doi": reference.doi,
        "url": reference.url,
        "design": reference.design,
    }
