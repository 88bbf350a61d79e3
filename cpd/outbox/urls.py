"""The demo's mail page; these addresses do not exist in production."""

from django.urls import path

from cpd.outbox import views

app_name = "outbox"

urlpatterns = [
    path("mail/", views.mail, name="mail"),
    path("mail/<uuid:mail_id>/", views.message, name="message"),
]
