"""Addresses of the storefront."""

from django.urls import path

from courses.storefront import views

app_name = "storefront"

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("styles/", views.styles, name="styles"),
    path("bundles/<slug:slug>/", views.bundle, name="bundle"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/lessons/<slug:key>/", views.preview, name="preview"),
    path(
        "<slug:slug>/lessons/<slug:key>/files/<int:number>/<str:part>/",
        views.preview_file,
        name="preview_file",
    ),
]
