"""Quiz and Question drafts, and their versions, what a learner is asked, written once."""

from courses.quizzes.models.question import BankTag, Question, QuestionTag
from courses.quizzes.models.quiz import Quiz
from courses.quizzes.models.version import QuestionVersion, QuizVersion

__all__ = ["BankTag", "Question", "QuestionTag", "QuestionVersion", "Quiz", "QuizVersion"]
