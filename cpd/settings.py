"""Settings, read from the environment. No environment is the demo; MODE=production the real thing
(decision 5)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP

from cpd import env
from cpd.databases import database
from cpd.secret import derived_secret, kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
(VAR_DIR / "assets").mkdir(parents=True, exist_ok=True)
MODE = env.text("MODE", "demo")
if MODE not in {"demo", "production"}:
    raise env.BadValue(f"MODE must be demo or production, not {MODE!r}.")
IS_DEMO = MODE == "demo"
DEBUG = env.boolean("DEBUG", default=False)

SITE_NAME = env.text("SITE_NAME", "Massage CPD")
PORT = env.integer("PORT", default=8000)
BASE_URL = env.text("BASE_URL", f"http://localhost:{PORT}" if IS_DEMO else "")
BROKER_URL = env.text("REDIS_URL")
SUPPORT_EMAIL = env.text("SUPPORT_EMAIL", "support@example.org")

# --- Core -----------------------------------------------------------------------------------------
SECRET_KEY = kept_secret(VAR_DIR / "secret-key") if IS_DEMO else env.text("SECRET_KEY", "missing")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", default=[])
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=LOCAL_HOSTS if IS_DEMO else [])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "cpd.urls"
WSGI_APPLICATION = "cpd.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # Wagtail's editor sends one field for each part of a block

INSTALLED_APPS = [
    "cpd",
    "cpd.outbox",
    "cpd.audit",
    "cpd.media",
    "accounts",
    "courses.catalogue",
    "courses.lessons",
    "courses.quizzes",
    "courses.editions",
    "courses.enrolment",
    "courses.attempts",
    "courses.progress",
    "courses.certificates",
    "courses.interchange",
    "courses.classroom",
    "courses.storefront",
    "courses.studio",
    "payments",
    "payments.sandbox",
    "payments.backoffice",
    "cpd.support",
    "cpd.pages",
    "wagtail.contrib.sitemaps",
    "accounts.apps.StudioUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cpd.logs.RequestIdMiddleware",
    "cpd.middleware.HealthMiddleware",
    "cpd.middleware.PlainRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cpd.middleware.PageCompressionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cpd.middleware.StudioPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.StaffSecondStepMiddleware",
    "cpd.unreadable.UnreadableMiddleware",
    "cpd.middleware.PersonalPagesMiddleware",
    "cpd.support.impersonating.middleware.ImpersonationMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["cpd.templatetags.site", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cpd.context.site",
                "accounts.countries.country",
                "payments.basket.basket_count",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {"default": database(DATABASE_URL, folder=VAR_DIR)}
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "cpd.caching.ForgivingRedisCache",
        "LOCATION": BROKER_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
    if BROKER_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- Mail: every mail becomes a row first (decision 4) ------------------------------------------
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <no-reply@example.org>")
SMTP_HOST = env.text("SMTP_HOST")
MAILERS = {
    "default": {"BACKEND": "cpd.outbox.mailer.OutboxBackend"},
    "transport": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": SMTP_HOST,
            "port": env.integer("SMTP_PORT", default=587),
            "username": env.text("SMTP_USER"),
            "password": env.text("SMTP_PASSWORD"),
            "use_tls": env.boolean("SMTP_TLS", default=True),
            "timeout": 10,
        },
    }
    if SMTP_HOST
    else {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"},
}

# --- Jobs: Celery only where there is a broker --------------------------------------------------
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.4,
    "socket_timeout": 0.4,
    "max_retries": 0,  # else a broker that does not answer holds a page for seven seconds
}
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "cpd.outbox.tasks.work_once", "schedule": 10.0}}

# --- Payments: Stripe with keys, the sandbox without --------------------------------------------
PAYMENTS_LIVE = env.boolean("PAYMENTS_LIVE", default=False)
PAYMENTS_SITE = env.text("PAYMENTS_SITE", urlsplit(BASE_URL).netloc)  # told apart at Stripe by it
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_API_BASE = env.text("STRIPE_API_BASE")
USES_SANDBOX = not STRIPE_SECRET_KEY
SANDBOX_WEBHOOK_SECRET = f"whsec_{derived_secret(SECRET_KEY, 'sandbox')}"
STRIPE_WEBHOOK_SECRETS = env.words(
    "STRIPE_WEBHOOK_SECRETS", default=[SANDBOX_WEBHOOK_SECRET] if USES_SANDBOX else []
)
STRIPE_TAX = env.boolean("STRIPE_TAX", default=False)
COUNTRY_HEADER = env.text("COUNTRY_HEADER")  # in which the proxy says where a visitor is
DISPUTES_SUSPEND_ACCESS = env.boolean("DISPUTES_SUSPEND_ACCESS", default=True)
PAYMENTS_ALERT_EMAIL = env.text("PAYMENTS_ALERT_EMAIL", SUPPORT_EMAIL)  # staff who mind the money
REFUND_APPROVAL_ABOVE = env.integer("REFUND_APPROVAL_ABOVE", default=50_000)  # cents or pence

# --- Certificates: private keys in files, or in the environment (decision 15) ---------------------
CERTIFICATE_KEYS_DIR = Path(env.text("CERTIFICATE_KEYS_DIR", str(VAR_DIR / "keys")))
CERTIFICATE_KEYS = {
    "root": env.text("CERTIFICATE_ROOT_KEY"),
    "document": env.text("CERTIFICATE_DOCUMENT_KEY"),
    "credential": env.text("CERTIFICATE_CREDENTIAL_KEY"),
}
CERTIFICATE_KEY_YEARS = 2  # after which another key signs
TIMESTAMP_URL = env.text("TIMESTAMP_URL")  # of an RFC 3161 service; without one, PAdES B-B
TIMESTAMP_ROOTS = env.text("TIMESTAMP_ROOTS")  # its roots as PEM: B-LT, without them B-T

# --- Asking other hosts: the links of lessons, and what a DOI names -------------------------------
CHECKS_LINKS = env.boolean("CHECK_LINKS", default=not IS_DEMO)  # by itself; authors can always ask
FETCHES_FROM_INSIDE = False  # only tests ask hosts that are not public
DOI_RESOLVER = env.text("DOI_RESOLVER", "https://doi.org/")

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATORS}UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATORS}CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "classroom:dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", default=0 if IS_DEMO else 1)
ACCOUNT_RATE_LIMITS = {
    "verify_certificate": "30/m/ip",
    "verify_file": "10/m/ip",
    "evidence": "120/m/ip",
    "reissue_certificate": "20/d/user",
    "certificate_archive": "10/d/user",
    "name_correction": "10/d/user",
    "confirm_name": "20/h/key",
    "checkout": "10/h/user,30/h/ip",
    "promotion_code": "20/h/ip",
    "refund_request": "10/h/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_TRACK_ACTIVITY = False

# --- Language and time: UTC inside, zones at the edge (decision 7) ------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "cpd.formats"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets"]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Wagtail ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.CourseImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cpd.media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.CourseDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cpd.media.forms.FileForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "mp4", "webm", "mp3", "vtt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cpd.media.rich_text.PromptRichTextArea"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["UTC", "Australia/Sydney", "Australia/Perth", "Europe/London"]
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cpd.searching"}}

# --- Security -----------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF] if USES_SANDBOX else [CSP.SELF, "https://checkout.stripe.com"],
    "frame-ancestors": [CSP.NONE],
}
PREVIEW_CSP = SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
# Wagtail's editor writes script and style inline; a nonce would cancel 'unsafe-inline'.
STUDIO_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
}
SESSION_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "session" if IS_DEMO else "__Host-session"
CSRF_COOKIE_NAME = "csrf" if IS_DEMO else "__Host-csrf"
CSRF_FAILURE_VIEW = "courses.classroom.stash.csrf_failure"
SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_PROXY_SSL_HEADER = None if IS_DEMO else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEMO
SECURE_HSTS_PRELOAD = not IS_DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "cpd.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "cpd.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": env.text("LOG_LEVEL", "WARNING"), "propagate": True},
        "pyhanko": {"level": "CRITICAL"},  # strangers' files are checked; the verdict says it
        "django.server": {"handlers": [], "propagate": True},
    },
}
