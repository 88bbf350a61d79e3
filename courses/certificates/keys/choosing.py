"""Which store holds the keys of this site."""

from django.conf import settings

from courses.certificates.keys.environment import EnvironmentKeys
from courses.certificates.keys.files import KeyFiles
from courses.certificates.keys.store import KeyStore


def key_store() -> KeyStore:
    """Return the environment's keys where at least one is set, else the folder's."""
    if any(settings.CERTIFICATE_KEYS.values()):
        return EnvironmentKeys(settings.CERTIFICATE_KEYS)
    return KeyFiles(settings.CERTIFICATE_KEYS_DIR)
