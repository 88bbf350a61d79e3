"""Staff's addresses about certificates, under /cms/certificates/."""

from django.urls import path

from courses.studio.records import views

app_name = "records"

urlpatterns = [
    path("archives/", views.archives, name="archives"),
    path("names/<uuid:public_id>/", views.correction, name="correction"),
    path("<uuid:public_id>/", views.certificate, name="certificate"),
    path("<uuid:public_id>/pdf/", views.pdf, name="pdf"),
    path("<uuid:public_id>/revoke/", views.revoke, name="revoke"),
]
