"""Signing credentials, and keeping each as it was signed."""

import json

from django.db import transaction

from courses.certificates.credentials.building import document_of
from courses.certificates.credentials.issuer import method_of
from courses.certificates.credentials.proofs import Document, add_proof, as_jwt
from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate, CertificateCredential, SigningKey


class NameWithheld(Exception):
    """The account was closed, so nothing about the person is signed or handed out."""


def credential_of(certificate: Certificate) -> CertificateCredential:
    """Return the certificate's credential by the current key, signing it the first time; of calls
    at once one is kept. Raises NameWithheld, NoKeys and KeyMissing."""
    if certificate.name_withheld_at:
        raise NameWithheld
    key = current_key(Purpose.CREDENTIAL)
    kept = certificate.credentials.filter(key=key).first()
    if kept:
        return kept
    document = signed_text(document_of(certificate), key)
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if locked.name_withheld_at:  # the account was closed meanwhile
            raise NameWithheld
        credential, _ = CertificateCredential.objects.get_or_create(
            certificate=locked, key=key, defaults={"document": document}
        )
    return credential


def kept_credential(certificate: Certificate) -> CertificateCredential:
    """Return the newest credential by a key that is trusted. The job that draws the first file
    makes it; only where none is kept yet, it is made here. Raises as above."""
    if certificate.name_withheld_at:
        raise NameWithheld
    kept = certificate.credentials.filter(key__revoked_at=None).first()
    return kept or credential_of(certificate)


def signed_text(document: Document, key: SigningKey | None = None) -> str:
    """Return a document with our proof, as JSON. Raises NoKeys and KeyMissing."""
    by = key or current_key(Purpose.CREDENTIAL)
    sign = key_store().credential_signer(by.key_id)
    signed = add_proof(document, method=method_of(by), sign=sign)
    return json.dumps(signed, ensure_ascii=False, separators=(",", ":"))


def wallet_token(credential: CertificateCredential) -> str:
    """Return a kept credential as a JWT by the current key. Raises NoKeys and KeyMissing."""
    return signed_token(json.loads(credential.document))


def signed_token(document: Document) -> str:
    """Return a document as a JWT by the current key. Raises NoKeys and KeyMissing."""
    key = current_key(Purpose.CREDENTIAL)
    sign = key_store().credential_signer(key.key_id)
    return as_jwt(document, method=method_of(key), sign=sign)
