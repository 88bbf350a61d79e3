"""What is material whatever it is called: minutes, outcomes, keys, parts (decision 2)."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.classing import IsMaterial
from courses.editions.models import Edition
from courses.editions.rolling_back import roll_back
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from tests.factories import MATERIAL, MINOR, make_lesson, make_question, publish_course, text


def more_minutes(course: Course) -> None:
    Lesson.objects.filter(key="lesson-1").update(reading_minutes=45)


def other_minutes(course: Course) -> None:
    first, second = Lesson.objects.order_by("key")
    total = first.reading_minutes + second.reading_minutes
    Lesson.objects.filter(pk=first.pk).update(reading_minutes=5)
    Lesson.objects.filter(pk=second.pk).update(reading_minutes=total - 5)


def other_outcomes(course: Course) -> None:
    Course.objects.filter(pk=course.pk).update(outcomes="Refer in time.")


def new_lesson(course: Course) -> None:
    make_lesson(course.modules.all()[0], "lesson-9", title="Nine")


def fewer_lessons(course: Course) -> None:
    Lesson.objects.filter(key="lesson-2").update(retired_at=timezone.now())


def lower_pass_mark(course: Course) -> None:
    Quiz.objects.update(pass_mark=50)


def other_key(course: Course) -> None:
    question = Question.objects.order_by("pk")[0]
    for block in question.choices:
        block.value["is_right"] = not block.value["is_right"]
    question.save()


def more_questions(course: Course) -> None:
    make_question(Quiz.objects.get())


def asked_evaluation(course: Course) -> None:
    Course.objects.filter(pk=course.pk).update(survey_is_required=True)


CHANGES: list[tuple[Callable[[Course], None], str]] = [
    (more_minutes, "The learning minutes change from"),
    (other_minutes, "takes 5 minutes, and took"),
    (other_outcomes, "The learning outcomes change."),
    (new_lesson, "“Nine” is new."),
    (fewer_lessons, "is left out."),
    (lower_pass_mark, "changes from 80 to 50 %."),
    (other_key, "The key of “"),
    (more_questions, "asks other questions."),
    (asked_evaluation, "The evaluation becomes part"),
]


@pytest.mark.parametrize(
    ("change", "said"), CHANGES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_change_of_substance_is_never_minor(
    edition: Edition, change: Callable[[Course], None], said: str
) -> None:
    change(edition.course)
    course = Course.objects.get(pk=edition.course_id)

    with pytest.raises(IsMaterial) as refused:
        publish_course(course, MINOR)

    assert said in str(refused.value)
    assert publish_course(course, MATERIAL).number == 2


def test_other_words_may_be_minor(edition: Edition) -> None:
    lesson = Lesson.objects.get(key="lesson-1")
    lesson.title, lesson.body = "Better said", [text("<p>Better said.</p>")]
    lesson.save()
    question = Question.objects.order_by("pk")[0]
    question.explanation = "<p>In other words.</p>"
    question.save()

    assert publish_course(Course.objects.get(pk=edition.course_id), MINOR).number == 2


def test_rolling_back_over_a_change_of_substance_is_not_minor(edition: Edition, dan: User) -> None:
    more_minutes(edition.course)
    publish_course(Course.objects.get(pk=edition.course_id), MATERIAL)

    with pytest.raises(IsMaterial):
        roll_back(edition, note="Back.", change_class=MINOR, by=dan)

    assert Edition.objects.count() == 2
    assert roll_back(edition, note="Back.", change_class=MATERIAL, by=dan).number == 3
