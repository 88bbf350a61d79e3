"""Our own account pages; the rest are allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("country/", views.set_country, name="set_country"),
]
