"""Writing the versions of the questions that are published."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from courses.catalogue.models import Course
from courses.quizzes.compiling import SHARED
from courses.quizzes.models import Question, QuestionVersion

Content = dict[str, Any]


def write_question_versions(contents: Iterable[Content], *, course: Course) -> None:
    """Write a version of each question that has none with this content yet, those of case vignettes
    included. Called in the transaction that publishes."""
    every = [part for content in contents for part in (content, *content.get("questions", []))]
    known = set(
        QuestionVersion.objects.filter(
            content_hash__in=[content["hash"] for content in every]
        ).values_list("question_id", "content_hash")
    )
    questions = _by_key(every, course)
    for content in every:
        question = questions[content["key"]]
        if (question.pk, content["hash"]) not in known:
            last = question.versions.aggregate(last=Max("number"))["last"] or 0
            QuestionVersion.objects.create(
                question=question,
                number=last + 1,
                kind=content["kind"],
                content_hash=content["hash"],
                content=content,
            )


def _by_key(contents: list[Content], course: Course) -> dict[str, Question]:
    keys = [content["key"] for content in contents]
    shared = [key.removeprefix(SHARED) for key in keys if key.startswith(SHARED)]
    own = {question.key: question for question in Question.objects.filter(course=course)}
    common = Question.objects.filter(course=None, key__in=shared)
    return {**own, **{f"{SHARED}{question.key}": question for question in common}}
