"""Making keys: once, safe when two processes race; and new ones in place of old ones."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import IntegrityError, transaction

from courses.certificates.keys.authority import (
    document_certificate,
    ends_at,
    revocation_list,
    root_certificate,
)
from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.store import KeyMissing, PublicKey
from courses.certificates.keys.thumbprints import key_id, multikey
from courses.certificates.models import SigningKey
from cpd.audit.recording import record

Purpose = SigningKey.Purpose


class NoKeys(Exception):
    """Nobody made the keys of this production; certificates wait."""


def current_key(purpose: str) -> SigningKey:
    """Return the key that signs now. The demo makes keys on first use; raises NoKeys in
    production."""
    found = SigningKey.objects.filter(purpose=purpose, is_current=True).first()
    if found:
        return found
    if not settings.IS_DEMO:
        raise NoKeys("Run `manage.py certificate_keys make` once.")
    make_keys()
    return SigningKey.objects.get(purpose=purpose, is_current=True)


def make_keys() -> list[SigningKey]:
    """Make what is missing of root, document and credential key; returns what was made. Of two
    processes one makes them. Raises KeyMissing."""
    with key_store().locked():
        try:
            with transaction.atomic():
                return [key for purpose in Purpose.values if (key := _make_missing(purpose))]
        except IntegrityError:  # another machine was faster
            return []


@transaction.atomic
def rotate_keys(*, with_root: bool = False) -> list[SigningKey]:
    """Make a new document key and a new credential key, which sign from now on; the old ones stay
    published. The root stays, unless a new one is wanted too, and renews its list; an old root
    stays published and trusted. Raises KeyMissing, NoKeys."""
    roots = SigningKey.objects.filter(purpose=Purpose.ROOT, is_current=True)
    if not roots.exists():
        raise NoKeys("Run `manage.py certificate_keys make` first.")
    purposes = [Purpose.ROOT] if with_root else []
    with key_store().locked():
        made = [_replace(one) for one in (*purposes, Purpose.DOCUMENT, Purpose.CREDENTIAL)]
    renew_revocations(roots.get())
    return made


def renew_revocations(root: SigningKey) -> None:
    """Sign the root's list again. Raises KeyMissing."""
    revoked = SigningKey.objects.filter(purpose=Purpose.DOCUMENT, revoked_at__isnull=False)
    SigningKey.objects.filter(pk=root.pk).update(revocations=revocation_list(root, revoked))


def _make_missing(purpose: str) -> SigningKey | None:
    if SigningKey.objects.filter(purpose=purpose, is_current=True).exists():
        return None
    return _write(purpose, _spare(purpose) or key_store().make(purpose))


def _replace(purpose: str) -> SigningKey:
    public = _laid_ready(purpose) or key_store().make(purpose)
    SigningKey.objects.filter(purpose=purpose, is_current=True).update(is_current=False)
    return _write(purpose, public)


def _spare(purpose: str) -> PublicKey | None:
    known = set(SigningKey.objects.values_list("key_id", flat=True))
    return key_store().spare(purpose, known)


def _laid_ready(purpose: str) -> PublicKey | None:
    """Return the new key of an environment; a folder makes one itself."""
    return _spare(purpose) if any(settings.CERTIFICATE_KEYS.values()) else None


def _write(purpose: str, public: PublicKey) -> SigningKey:
    if isinstance(public, Ed25519PublicKey):
        values: dict[str, Any] = {"public": multikey(public)}
    else:
        values = _certified(purpose, public)
    key = SigningKey.objects.create(key_id=key_id(public), purpose=purpose, **values)
    if purpose == Purpose.ROOT:
        renew_revocations(key)
    record("signing_key.made", thing=f"{purpose} {key.key_id}")
    return key


def _certified(purpose: str, public: EllipticCurvePublicKey) -> dict[str, Any]:
    if purpose == Purpose.ROOT:
        certificate = root_certificate(public)
    else:
        root = SigningKey.objects.get(purpose=Purpose.ROOT, is_current=True)
        certificate = document_certificate(public, root)
    return {
        "public": certificate.public_bytes(Encoding.PEM).decode(),
        "valid_until": ends_at(certificate),
    }


__all__ = ["KeyMissing", "NoKeys", "current_key", "make_keys", "renew_revocations", "rotate_keys"]
