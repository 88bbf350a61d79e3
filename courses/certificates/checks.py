"""A system check: a production without signing keys issues nothing, so it is told before."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from courses.certificates.keys.choosing import key_store
from courses.certificates.models import SigningKey

NEEDED = ("document", "credential")  # the root's key may lie in a safe


@register(Tags.security, deploy=True)
def signing_keys(**kwargs: Any) -> list[CheckMessage]:
    """Check that the store holds the private key of each kind that signs now; where the database
    does not answer, that it holds any of the kind."""
    if settings.IS_DEMO:
        return []
    missing = [purpose for purpose in NEEDED if not _is_there(purpose)]
    if not missing:
        return []
    return [
        Error(
            f"There is no private key to sign with: {' and '.join(missing)}.",
            hint="Run `manage.py certificate_keys make`, or put the folder of keys back, "
            "or set CERTIFICATE_DOCUMENT_KEY and CERTIFICATE_CREDENTIAL_KEY; "
            "`certificate_keys list` says which are current, `rotate` takes new ones.",
            id="certificates.E001",
        )
    ]


def _is_there(purpose: str) -> bool:
    try:
        current = SigningKey.objects.filter(purpose=purpose, is_current=True).first()
    except DatabaseError:
        return _is_any_there(purpose)
    return current is not None and key_store().holds(purpose, current.key_id)


def _is_any_there(purpose: str) -> bool:
    if any(settings.CERTIFICATE_KEYS.values()):
        return bool(settings.CERTIFICATE_KEYS[purpose])
    return any(settings.CERTIFICATE_KEYS_DIR.glob(f"{purpose}-*.pem"))
