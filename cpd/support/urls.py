"""Addresses of the support desk, under `/cms/support/`."""

from django.urls import path

from cpd.support import views
from cpd.support.acts import access, names, sending
from cpd.support.bulk import views as bulk
from cpd.support.impersonating import views as impersonating
from cpd.support.merging import views as merging

app_name = "support"
LEARNER = "learners/<uuid:public_id>"
ENROLMENT = f"{LEARNER}/enrolments/<uuid:enrolment_id>"

urlpatterns = [
    path("", views.search, name="search"),
    path("stop/", impersonating.stop, name="stop"),
    path("bulk/", bulk.upload, name="bulk"),
    path("bulk/<uuid:public_id>/", bulk.preview, name="bulk_preview"),
    path("bulk/<uuid:public_id>/enrol/", bulk.confirm, name="bulk_confirm"),
    path("bulk/<uuid:public_id>/outcome.csv", bulk.outcome, name="bulk_outcome"),
    path(f"{LEARNER}/", views.learner, name="learner"),
    path(f"{LEARNER}/grant/", access.grant, name="grant"),
    path(f"{LEARNER}/name/", names.name, name="name"),
    path(f"{LEARNER}/impersonate/", impersonating.start, name="impersonate"),
    path(f"{LEARNER}/merge/", merging.look, name="look_before_merge"),
    path(f"{LEARNER}/merge/<uuid:duplicate_id>/", merging.merge, name="merge"),
    path(f"{LEARNER}/mails/<uuid:mail_id>/", sending.mail, name="resend_mail"),
    path(
        f"{LEARNER}/certificates/<uuid:certificate_id>/",
        sending.certificate,
        name="resend_certificate",
    ),
    path(f"{LEARNER}/orders/<uuid:order_id>/", sending.receipt, name="resend_receipt"),
    path(f"{ENROLMENT}/extend/", access.extend, name="extend"),
    path(f"{ENROLMENT}/withdraw/", access.withdraw, name="withdraw"),
    path(f"{ENROLMENT}/give-back/", access.give_back, name="give_back"),
]
