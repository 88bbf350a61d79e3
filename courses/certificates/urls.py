"""Addresses of certificates; `/verify/` stays for ever, it is printed on them."""

from django.urls import path

from courses.certificates import views

app_name = "certificates"

urlpatterns = [
    path("certificates/<uuid:public_id>/", views.certificate, name="certificate"),
    path("certificates/<uuid:public_id>/pdf/", views.pdf, name="pdf"),
    path("verify/", views.verify, name="verify"),
    path("verify/<str:token>/", views.verified, name="verified"),
]
