"""Who issues: did:web of this site's host, with the public keys it publishes."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from courses.certificates.models import SigningKey


def issuer_did() -> str:
    """Return the site's decentralised identifier, for example did:web:cpd.example."""
    return f"did:web:{quote(urlsplit(settings.BASE_URL).netloc, safe='')}"


def method_of(key: SigningKey) -> str:
    """Return the name under which a key is published."""
    return f"{issuer_did()}#{key.key_id}"


def did_document() -> dict[str, Any]:
    """Return what stands at /.well-known/did.json: every key that is not revoked, the newest
    first, old ones included."""
    did = issuer_did()
    keys = SigningKey.objects.filter(
        purpose=SigningKey.Purpose.CREDENTIAL, revoked_at=None
    ).order_by("-is_current", "-made_at", "-pk")
    methods = [
        {
            "id": method_of(key),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": key.public,
        }
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
