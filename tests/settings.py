"""Only what makes tests fast or closed to the outside."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cpd.settings import *  # noqa: F403 the whole of it
from cpd.settings import DATABASE_URL, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="cpd-tests-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
CERTIFICATE_KEYS_DIR = MEDIA_ROOT / "keys"  # one set for the whole run
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
STATICFILES_DIRS = []
BROKER_URL = ""
if not DATABASE_URL:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE"},
        }
    }
