"""The quizzes and question versions that somebody in the studio may look at."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from courses.attempts.affected import quiz_versions_with
from courses.quizzes.models import QuestionVersion, Quiz
from courses.studio.ownership import editable, may_edit_all

LOOK = "quizzes.view_quiz"
CORRECT = "courses.publish_course"


def own_quiz(request: HttpRequest, pk: int) -> Quiz:
    """Return a quiz of a course that the user edits or reviews. Raises Http404."""
    if not request.user.has_perm(LOOK):
        raise Http404("No such quiz.")
    rows = Quiz.objects.select_related("module__course")
    return get_object_or_404(editable(rows, request.user), pk=pk)


def asked_version(quiz: Quiz, pk: int) -> QuestionVersion:
    """Return a question version that was published in a quiz. Raises Http404."""
    version = get_object_or_404(QuestionVersion.objects.select_related("question"), pk=pk)
    if not any(row.quiz_id == quiz.pk for row in quiz_versions_with(version)):
        raise Http404("The quiz never asked it.")
    return version


def may_see_names(request: HttpRequest) -> bool:
    """Whether somebody may know whose attempt it is: reviewers, support and admins."""
    return may_edit_all(request.user) or request.user.has_perm("accounts.view_user")
