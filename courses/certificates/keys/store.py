"""What a key store does. It signs; it never hands out a private key, so that a hardware module or a
key service can stand behind it (PKCS#11 through pyHanko, or a cloud's KMS)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import CertificateStore

PublicKey = EllipticCurvePublicKey | Ed25519PublicKey
Sign = Callable[[bytes], bytes]


class KeyMissing(Exception):
    """The store does not hold a private key that is needed; the message says which and what to
    do."""


class KeyStore(Protocol):
    """Private keys by purpose (`SigningKey.Purpose`) and id (`thumbprints.key_id`)."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other processes of this machine from making keys meanwhile."""
        ...

    def spare(self, purpose: str, known: set[str]) -> PublicKey | None:
        """Return the public half of a held key that the database does not know, or None."""
        ...

    def make(self, purpose: str) -> PublicKey:
        """Make a private key, hold it and return its public half. Raises KeyMissing where keys are
        only laid into the store from outside."""
        ...

    def holds(self, purpose: str, key_id: str) -> bool:
        """Whether it can sign with this key."""
        ...

    def sign_certificate(self, key_id: str, builder: x509.CertificateBuilder) -> x509.Certificate:
        """Sign a certificate with a root key. Raises KeyMissing."""
        ...

    def sign_revocations(
        self, key_id: str, builder: x509.CertificateRevocationListBuilder
    ) -> x509.CertificateRevocationList:
        """Sign a list of revoked certificates with a root key. Raises KeyMissing."""
        ...

    def document_signer(
        self, key_id: str, certificate: asn1_x509.Certificate, chain: CertificateStore
    ) -> Signer:
        """Return pyHanko's signer of PDFs. Raises KeyMissing."""
        ...

    def credential_signer(self, key_id: str) -> Sign:
        """Return a function that makes Ed25519 signatures. Raises KeyMissing."""
        ...
