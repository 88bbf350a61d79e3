"""The studio's own addresses, under /cms/studio/."""

from django.urls import path

from courses.studio import views

app_name = "studio"

urlpatterns = [
    path("courses/<int:pk>/", views.contents, name="contents"),
    path("courses/<int:pk>/publish/", views.publish_course, name="publish"),
    path("courses/<int:pk>/retire/", views.retire_course, name="retire"),
    path("<str:kind>/<int:pk>/retire/", views.retire_part, name="retire_part"),
]
