"""Addresses of the classroom."""

from django.urls import path

from courses.classroom import evaluation_views, views
from courses.classroom.quiz import answering, entering, finishing

app_name = "classroom"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("attempts/<uuid:attempt_id>/", answering.question, name="question"),
    path("attempts/<uuid:attempt_id>/answer/", answering.answer, name="answer"),
    path("attempts/<uuid:attempt_id>/check/", finishing.check, name="check"),
    path("attempts/<uuid:attempt_id>/submit/", finishing.submit, name="submit"),
    path("attempts/<uuid:attempt_id>/result/", finishing.result, name="result"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/edition/", views.edition, name="edition"),
    path("<slug:slug>/evaluation/", evaluation_views.evaluation, name="evaluation"),
    path("<slug:slug>/retake/", views.retake, name="retake"),
    path("<slug:slug>/lessons/<slug:key>/", views.lesson, name="lesson"),
    path("<slug:slug>/lessons/<slug:key>/complete/", views.complete, name="complete"),
    path("<slug:slug>/lessons/<slug:key>/seen/", views.seen, name="seen"),
    path("<slug:slug>/lessons/<slug:key>/files/<int:number>/<str:part>/", views.file, name="file"),
    path("<slug:slug>/quiz/<slug:key>/", entering.quiz, name="quiz"),
    path("<slug:slug>/quiz/<slug:key>/start/", entering.start, name="start"),
]
