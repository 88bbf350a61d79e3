"""The sandbox's addresses; with keys of Stripe's own they do not exist."""

from django.urls import path

from payments.sandbox import views

app_name = "sandbox"

urlpatterns = [
    path("v1/<path:path>", views.api, name="api"),
    path("pay/<str:session_id>", views.pay, name="pay"),
    path("authenticate/<str:intent_id>", views.authenticate, name="authenticate"),
]
