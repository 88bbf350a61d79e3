"""Addresses about quizzes' answers and those who take them, under /cms/studio/."""

from django.urls import path

from courses.studio.assessment import analysis_views, correction_views, evaluation_views

app_name = "assessment"

urlpatterns = [
    path("quizzes/<int:pk>/analysis/", analysis_views.analysis, name="analysis"),
    path("quizzes/<int:pk>/analysis/<int:version_pk>/", analysis_views.question, name="question"),
    path(
        "quizzes/<int:pk>/analysis/<int:version_pk>/correct/",
        correction_views.correct_key,
        name="correct",
    ),
    path("quizzes/<int:pk>/corrections/", correction_views.corrections, name="corrections"),
    path("courses/<int:pk>/evaluations/", evaluation_views.evaluation, name="evaluation"),
]
