"""The public key that a proof names: one of ours, or one that names itself (did:key)."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courses.certificates.credentials.proofs import SUITES
from courses.certificates.keys.thumbprints import from_multikey
from courses.certificates.models import SigningKey

DID_KEY, DID_WEB = "did:key:", "did:web:"


class KeyUnknown(Exception):
    """The key that a proof names cannot be had here, or signs in a way we do not know."""


def key_of(proof: Mapping[str, Any]) -> tuple[Ed25519PublicKey, SigningKey | None]:
    """Return the public key of a proof, and its row where it is ours. Raises KeyUnknown."""
    kind = proof.get("cryptosuite") or proof.get("type")
    if proof.get("type") != "DataIntegrityProof" or kind not in SUITES:
        known = " and ".join(SUITES)
        raise KeyUnknown(f"Its proof is of the kind “{str(kind)[:60]}”; we check {known}.")
    method = str(proof.get("verificationMethod", ""))
    did, _, fragment = method.partition("#")
    if did.startswith(DID_KEY):
        return _self_named(did, fragment), None
    if did.startswith(DID_WEB):
        row = SigningKey.objects.filter(
            purpose=SigningKey.Purpose.CREDENTIAL, key_id=fragment
        ).first()
        if row is not None:
            return from_multikey(row.public), row
    raise KeyUnknown(f"We do not hold the key {method[:120]}, and fetch nothing.")


def _self_named(did: str, fragment: str) -> Ed25519PublicKey:
    key = did.removeprefix(DID_KEY)
    if fragment not in {"", key}:
        raise KeyUnknown("The key’s name does not match itself.")
    try:
        return from_multikey(key)
    except ValueError:
        raise KeyUnknown("Its key is of a kind that we do not know.") from None
