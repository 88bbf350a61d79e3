"""The addresses of question files, under /cms/studio/."""

from django.urls import path

from courses.studio.question_files import leaving_views, views

app_name = "question_files"

urlpatterns = [
    path("courses/<int:pk>/questions/import/", views.upload, name="import"),
    path("courses/<int:pk>/questions/export/", leaving_views.export, name="export"),
    path("questions/import/", views.upload, name="import_shared"),
    path("questions/export/", leaving_views.export, name="export_shared"),
    path("questions/template/<str:kind>/", leaving_views.template, name="template"),
    path("questions/imports/<uuid:public_id>/", views.preview, name="preview"),
    path("questions/imports/<uuid:public_id>/choose/", views.choose, name="choose"),
]
