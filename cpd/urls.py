"""Every address of the site; certain ones stay (docs/architecture.md)."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import views as accounts_views
from courses.certificates.api import api
from courses.storefront import views as storefront_views
from cpd import health
from cpd.media import views as media_views

handler400 = "cpd.errors.bad_request"
handler403 = "cpd.errors.forbidden"
handler404 = "cpd.errors.not_found"
handler500 = "cpd.errors.server_error"

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    # Wagtail's own log-in form knows neither second steps nor rate limits: these two stand before
    # it.
    path("cms/login/", accounts_views.studio_login, name="studio_login"),
    path("cms/_util/login/", accounts_views.studio_login),
    path("_util/login/", accounts_views.studio_login),
    path("cms/password_reset/", accounts_views.studio_login),
    path("cms/", include("courses.studio.guarded_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("evidence/", storefront_views.evidence, name="evidence"),
    path("courses/", include("courses.storefront.urls")),
    path("learn/", include("courses.classroom.urls")),
    path("", include("courses.certificates.urls")),
    path("api/v1/", api.urls),
    path("", include("payments.urls")),
    path("", include("cpd.pages.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media_views.image, name="image"),
]
if settings.IS_DEMO:
    urlpatterns.append(path("demo/", include("cpd.outbox.urls")))
if settings.USES_SANDBOX:
    urlpatterns.append(path("_sandbox/stripe/", include("payments.sandbox.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
