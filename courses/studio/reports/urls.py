"""Addresses of the reports, under /cms/studio/."""

from django.urls import path

from courses.studio.reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.index, name="index"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("courses/<int:pk>/reports/", views.course_reports, name="course"),
]
