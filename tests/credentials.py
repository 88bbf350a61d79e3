"""Public keys in the forms that other verifiers take, and our lists without a network."""

import base64
import json
import re
from typing import Any

from cryptography.hazmat.primitives import serialization

from courses.certificates.credentials.status import signed_list
from courses.certificates.keys.thumbprints import from_multikey
from courses.certificates.models import SigningKey


def as_pem(key: SigningKey) -> bytes:
    """Return a credential key as PEM."""
    return from_multikey(key.public).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def as_jwk(key: SigningKey) -> dict[str, str]:
    """Return a credential key as JSON Web Key."""
    raw = from_multikey(key.public).public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x}


def lists(address: str) -> bytes:
    """Return what stands at the address of a status list, as a JWT."""
    return signed_list(*_place(address), is_token=True).encode()


def list_at(address: str) -> dict[str, Any]:
    """Return the same as a credential."""
    document: dict[str, Any] = json.loads(signed_list(*_place(address)))
    return document


def _place(address: str) -> tuple[str, int]:
    found = re.fullmatch(r"http://localhost:8000/verify/status/(\w+)/(\d+)/", address)
    assert found is not None
    return found[1], int(found[2])
