"""Previews: the same compile as publishing, unsaved, in the learner's templates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.lessons.compiling import compile_lesson
from courses.lessons.models import Lesson
from courses.lessons.rendering import present
from courses.quizzes.compiling import compile_question, compile_quiz
from courses.quizzes.models import Question, Quiz


def register() -> None:
    """Tell the drafts how they are previewed."""
    Lesson.previewer = staticmethod(preview_lesson)
    Quiz.previewer = staticmethod(preview_quiz)
    Question.previewer = staticmethod(preview_question)
    Course.previewer = staticmethod(preview_course)


def preview_lesson(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """Return a lesson's draft as its page."""
    content = compile_lesson(lesson)
    context = {
        "lesson": content,
        "minutes": lesson.minutes,
        "blocks": present(content, section="1"),
    }
    return render(request, "courses/studio/preview_lesson.html", context)


def preview_quiz(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    """Return a quiz's draft with every question, key and feedback."""
    content = compile_quiz(quiz) if quiz.pk else {"title": quiz.title, "questions": []}
    return render(request, "courses/studio/preview_quiz.html", {"quiz": content})


def preview_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Return one question's draft with key and feedback."""
    content = {"title": "Question", "questions": [compile_question(question)]}
    return render(request, "courses/studio/preview_quiz.html", {"quiz": content})


def preview_course(request: HttpRequest, course: Course) -> HttpResponse:
    """Return a course's draft in outline, as the course page will show it."""
    compiled = compile_course(course) if course.pk else None
    return render(
        request, "courses/studio/preview_course.html", {"course": course, "compiled": compiled}
    )
