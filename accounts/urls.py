"""Our own account pages; the rest are allauth's."""

from django.urls import path

from accounts import membership_views, views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("bodies/", membership_views.add_membership, name="add_membership"),
    path("bodies/<slug:slug>/", membership_views.membership, name="membership"),
    path(
        "bodies/<slug:slug>/remove/", membership_views.remove_membership, name="remove_membership"
    ),
    path("country/", views.set_country, name="set_country"),
]
