"""Quizzes: question drafts, versions and grading."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "courses.quizzes"
    label = "quizzes"
