"""What both stores share: signing with private keys that lie in this process's memory."""

from typing import TYPE_CHECKING

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import CertificateStore

from courses.certificates.keys.store import KeyMissing, Sign
from courses.certificates.models import SigningKey

if TYPE_CHECKING:
    from collections.abc import Mapping

PrivateKey = ec.EllipticCurvePrivateKey | Ed25519PrivateKey
ROOT, DOCUMENT, CREDENTIAL = (
    SigningKey.Purpose.ROOT.value,
    SigningKey.Purpose.DOCUMENT.value,
    SigningKey.Purpose.CREDENTIAL.value,
)
CURVES: "Mapping[str, ec.EllipticCurve]" = {ROOT: ec.SECP384R1(), DOCUMENT: ec.SECP256R1()}


def generate(purpose: str) -> PrivateKey:
    """Return a new key: P-384 for the root, P-256 for PDFs, Ed25519 for credentials."""
    if purpose == CREDENTIAL:
        return Ed25519PrivateKey.generate()
    return ec.generate_private_key(CURVES[purpose])


def to_pem(private: PrivateKey) -> bytes:
    """Return the key as PKCS #8 without a password."""
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def from_pem(pem: bytes, purpose: str) -> PrivateKey:
    """Read a key. Raises KeyMissing for what is no key of this purpose."""
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except ValueError:
        raise KeyMissing(f"The {purpose} key is no private key in PEM form.") from None
    if isinstance(private, Ed25519PrivateKey) and purpose == CREDENTIAL:
        return private
    if isinstance(private, ec.EllipticCurvePrivateKey) and purpose in CURVES:
        return private
    raise KeyMissing(f"The {purpose} key is of another kind.")


class HeldKeys:
    """Signs with what `private` returns; a store of files or of the environment supplies that."""

    def private(self, purpose: str, key_id: str) -> PrivateKey:
        """Return the private key. Raises KeyMissing."""
        raise NotImplementedError

    def holds(self, purpose: str, key_id: str) -> bool:
        """Whether it can sign with this key."""
        try:
            self.private(purpose, key_id)
        except KeyMissing:
            return False
        return True

    def sign_certificate(self, key_id: str, builder: x509.CertificateBuilder) -> x509.Certificate:
        """Sign a certificate with a root key. Raises KeyMissing."""
        return builder.sign(self._elliptic(ROOT, key_id), hashes.SHA384())

    def sign_revocations(
        self, key_id: str, builder: x509.CertificateRevocationListBuilder
    ) -> x509.CertificateRevocationList:
        """Sign a list of revoked certificates with a root key. Raises KeyMissing."""
        return builder.sign(self._elliptic(ROOT, key_id), hashes.SHA384())

    def document_signer(
        self, key_id: str, certificate: asn1_x509.Certificate, chain: CertificateStore
    ) -> Signer:
        """Return pyHanko's signer of PDFs. Raises KeyMissing."""
        private = self.private(DOCUMENT, key_id)
        der = private.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return SimpleSigner(
            signing_cert=certificate,
            signing_key=asn1_keys.PrivateKeyInfo.load(der),
            cert_registry=chain,
        )

    def credential_signer(self, key_id: str) -> Sign:
        """Return a function that makes Ed25519 signatures. Raises KeyMissing."""
        private = self.private(CREDENTIAL, key_id)
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyMissing("The credential key is of another kind.")
        return private.sign

    def _elliptic(self, purpose: str, key_id: str) -> ec.EllipticCurvePrivateKey:
        private = self.private(purpose, key_id)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise KeyMissing(f"The {purpose} key is of another kind.")
        return private
