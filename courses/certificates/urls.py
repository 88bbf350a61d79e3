"""Addresses of certificates; `/verify/` stays for ever, it is printed on them."""

from django.urls import path

from courses.certificates.views import archives, bodies, evidence, names, own, verifying

app_name = "certificates"

urlpatterns = [
    path("certificates/", own.certificates, name="certificates"),
    path("certificates/transcript.pdf", own.transcript, name="transcript"),
    path("certificates/name/", names.correction, name="correction"),
    path("certificates/name/withdraw/", names.withdraw, name="withdraw_correction"),
    path("certificates/archives/", archives.ask, name="ask_archive"),
    path("certificates/archives/<uuid:public_id>/", archives.archive, name="archive"),
    path(
        "certificates/archives/<uuid:public_id>/status.json", archives.status, name="archive_status"
    ),
    path("certificates/archives/<uuid:public_id>/file/", archives.file, name="archive_file"),
    path("certificates/<uuid:public_id>/", own.certificate, name="certificate"),
    path("certificates/<uuid:public_id>/pdf/", own.pdf, name="pdf"),
    path(
        "certificates/<uuid:public_id>/pdf/one-page/",
        own.pdf,
        {"layout": own.Layout.PAGE},
        name="pdf_page",
    ),
    path("certificates/<uuid:public_id>/bodies/", bodies.bodies, name="bodies"),
    path("verify/", verifying.verify, name="verify"),
    path(".well-known/did.json", evidence.did, name="did"),
    path("verify/offline/", evidence.offline, name="offline"),
    path("verify/root.pem", evidence.root, name="root"),
    path("verify/root.crl", evidence.revocations, name="revocations"),
    path("verify/badges/<int:course>/<int:number>.svg", evidence.badge, name="badge"),
    path("verify/status/<str:purpose>/<int:number>/", evidence.status_list, name="status_list"),
    path("verify/<str:token>/credential.json", evidence.credential, name="credential"),
    path("verify/<str:token>/credential.jwt", evidence.wallet, name="wallet"),
    path("verify/<str:token>/badge.svg", evidence.baked_badge, name="baked_badge"),
    path("verify/api/", verifying.about_api, name="about_api"),
    path("verify/<str:token>/", verifying.verified, name="verified"),
]
