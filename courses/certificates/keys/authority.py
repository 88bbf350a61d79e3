"""Our own certificate authority: a root, the certificates that sign PDFs, and the root's list of
revoked ones (RFC 5280)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier
from django.conf import settings
from django.utils import timezone

from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.store import KeyMissing
from courses.certificates.keys.thumbprints import key_id
from courses.certificates.models import SigningKey

ROOT_LIFE, LEAF_LIFE, LIST_LIFE = (timedelta(days=days) for days in (20 * 365, 10 * 365, 3 * 365))
BACKDATED = timedelta(days=1)  # for readers whose clock is behind
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336


class RootTooOld(KeyMissing):
    """What the root certifies now would outlive it."""

    def __init__(self) -> None:
        super().__init__(
            "The root ends before a new certificate would: run `certificate_keys rotate --root`."
        )


def root_certificate(public: EllipticCurvePublicKey) -> x509.Certificate:
    """Return a certificate of the root, signed by itself."""
    name = _name("root")
    builder = (
        _builder(public, name, name, ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    )
    return key_store().sign_certificate(key_id(public), builder)


def document_certificate(public: EllipticCurvePublicKey, root: SigningKey) -> x509.Certificate:
    """Return a certificate for signing documents and nothing else, signed by the root, which it
    must not outlive. Raises RootTooOld, KeyMissing."""
    issuer = certificate_of(root)
    if ends_at(issuer) < timezone.now() + LEAF_LIFE:
        raise RootTooOld
    addresses = [x509.UniformResourceIdentifier(f"{settings.BASE_URL}/verify/root.crl")]
    points = x509.DistributionPoint(addresses, None, None, None)
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = (
        _builder(public, _name("certificates"), issuer.subject, LEAF_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
        .add_extension(x509.CRLDistributionPoints([points]), critical=False)
    )
    return key_store().sign_certificate(root.key_id, builder)


def revocation_list(root: SigningKey, revoked: Iterable[SigningKey]) -> str:
    """Return the root's list of revoked document certificates as PEM."""
    now = timezone.now()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(certificate_of(root).subject)
        .last_update(now - BACKDATED)
        .next_update(now + LIST_LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), critical=False)
    )
    for key in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(certificate_of(key).serial_number)
        builder = builder.add_revoked_certificate(
            entry.revocation_date(key.revoked_at or now).build()
        )
    return key_store().sign_revocations(root.key_id, builder).public_bytes(Encoding.PEM).decode()


def certificate_of(key: SigningKey) -> x509.Certificate:
    """Return the certificate of a root or a document key."""
    return x509.load_pem_x509_certificate(key.public.encode())


def certificate_ders() -> set[bytes]:
    """Return every certificate of ours, old ones included, as DER."""
    keys = SigningKey.objects.exclude(purpose=SigningKey.Purpose.CREDENTIAL)
    return {certificate_of(key).public_bytes(Encoding.DER) for key in keys}


def ends_at(certificate: x509.Certificate) -> datetime:
    """Return until when a certificate is valid."""
    return certificate.not_valid_after_utc


def _builder(
    public: EllipticCurvePublicKey, subject: x509.Name, issuer: x509.Name, life: timedelta
) -> x509.CertificateBuilder:
    now = timezone.now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _name(what: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.SITE_NAME[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{settings.SITE_NAME} {what}"[:64]),
        ]
    )


def _usage(**used: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: used.get(name, False) for name in names})
