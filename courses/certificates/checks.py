"""A system check: a production without signing keys issues nothing, so it is told before."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

NEEDED = ("document", "credential")  # the root's key may lie in a safe


@register(Tags.security, deploy=True)
def signing_keys(**kwargs: Any) -> list[CheckMessage]:
    """Check that a private key of each kind that signs lies in the environment or the folder."""
    if settings.IS_DEMO:
        return []
    missing = [purpose for purpose in NEEDED if not _is_there(purpose)]
    if not missing:
        return []
    return [
        Error(
            f"There is no private key to sign with: {' and '.join(missing)}.",
            hint="Run `manage.py certificate_keys make`, or put the folder of keys back, "
            "or set CERTIFICATE_DOCUMENT_KEY and CERTIFICATE_CREDENTIAL_KEY.",
            id="certificates.E001",
        )
    ]


def _is_there(purpose: str) -> bool:
    if any(settings.CERTIFICATE_KEYS.values()):
        return bool(settings.CERTIFICATE_KEYS[purpose])
    return any(settings.CERTIFICATE_KEYS_DIR.glob(f"{purpose}-*.pem"))
