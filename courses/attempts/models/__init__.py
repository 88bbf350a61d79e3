"""Attempts at quizzes, the answers in them, allowances, and corrections of keys."""

from courses.attempts.models.allowance import Allowance
from courses.attempts.models.attempt import QuizAttempt
from courses.attempts.models.correction import KeyCorrection, Regrade
from courses.attempts.models.response import Response

__all__ = ["Allowance", "KeyCorrection", "QuizAttempt", "Regrade", "Response"]
