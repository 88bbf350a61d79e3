"""Previews: the same compile as publishing, unsaved, in the learner's templates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.lessons.compiling import compile_lesson
from courses.lessons.models import Lesson
from courses.lessons.rendering import present
from courses.quizzes.compiling import compile_question, compile_quiz
from courses.quizzes.models import Question, Quiz
from courses.quizzes.models.previewing import PREVIEW_ANSWERED
from courses.quizzes.showing.asking import ask
from courses.quizzes.showing.telling import tell


def register() -> None:
    """Tell the drafts how they are previewed."""
    Lesson.previewer = staticmethod(preview_lesson)
    Quiz.previewer = staticmethod(preview_quiz)
    Question.previewer = staticmethod(preview_question)
    Course.previewer = staticmethod(preview_course)


def preview_lesson(request: HttpRequest, lesson: Lesson, _: str) -> HttpResponse:
    """Return a lesson's draft as its page."""
    content = compile_lesson(lesson)
    context = {
        "lesson": content,
        "minutes": lesson.minutes,
        "blocks": present(content, section="1"),
    }
    return render(request, "courses/studio/preview_lesson.html", context)


def preview_quiz(request: HttpRequest, quiz: Quiz, mode: str) -> HttpResponse:
    """Return a quiz's draft: every question it may ask, as asked, or with key and feedback."""
    content = compile_quiz(quiz) if quiz.pk else {"title": quiz.title, "questions": []}
    return _preview_questions(request, content, mode)


def preview_question(request: HttpRequest, question: Question, mode: str) -> HttpResponse:
    """Return one question's draft, as asked, or with key and feedback."""
    content = {"title": "Question", "questions": [compile_question(question)]}
    return _preview_questions(request, content, mode)


def _preview_questions(request: HttpRequest, quiz: dict[str, Any], mode: str) -> HttpResponse:
    is_answered = mode == PREVIEW_ANSWERED
    questions = quiz["questions"]
    context = {
        "quiz": quiz,
        "is_answered": is_answered,
        "questions": [
            tell(question) if is_answered else ask(question, None) for question in questions
        ],
    }
    return render(request, "courses/studio/preview_quiz.html", context)


def preview_course(request: HttpRequest, course: Course, _: str) -> HttpResponse:
    """Return a course's draft in outline, as the course page will show it."""
    compiled = compile_course(course) if course.pk else None
    return render(
        request, "courses/studio/preview_course.html", {"course": course, "compiled": compiled}
    )
