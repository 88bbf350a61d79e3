"""Previews: the same compile as publishing, unsaved, in the learner's templates."""

from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalogue.models import Course, Provider
from courses.certificates.drawing import draw_look
from courses.certificates.issuing import facts_of
from courses.editions.compiling import compile_course
from courses.editions.previewing import unsaved_edition
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


def preview_lesson(request: HttpRequest, lesson: Lesson, mode: str) -> HttpResponse:
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


def preview_course(request: HttpRequest, course: Course, mode: str) -> HttpResponse:
    """Return the page of a course's draft as visitors will see it, or its certificate."""
    if not course.pk or not course.topic_id or not course.author_id:
        return render(request, "courses/studio/preview_early.html")
    if mode == Course.PREVIEW_CERTIFICATE:
        return _preview_certificate(request, course)
    previewer = Course.page_previewer
    return previewer(request, course, mode) if previewer else HttpResponse(status=204)


def _preview_certificate(request: HttpRequest, course: Course) -> HttpResponse:
    if not Provider.objects.filter(is_current=True).exists():
        return render(request, "courses/studio/preview_early.html", {"lacks_provider": True})
    compiled = compile_course(course)
    today = timezone.localdate()
    facts = facts_of(
        unsaved_edition(compiled),
        marks=[quiz.content["pass_mark"] for quiz in compiled.quizzes],
        started_on=today,
        completed_on=today,
    )
    pages = [b64encode(page).decode() for page in draw_look(facts, name=_("Name of the learner"))]
    return render(request, "courses/studio/preview_certificate.html", {"pages": pages})
