"""Addresses about quizzes' answers and those who take them, under /cms/studio/."""

from django.urls import path

from courses.studio.assessment import (
    allowance_views,
    analysis_views,
    correction_views,
    evaluation_views,
)

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
    path("allowances/give/", allowance_views.give, name="give_allowance"),
    path("allowances/<int:pk>/", allowance_views.allowance, name="allowance"),
    path("allowances/<int:pk>/end/", allowance_views.end, name="end_allowance"),
    path("courses/<int:pk>/evaluations/", evaluation_views.evaluation, name="evaluation"),
]
