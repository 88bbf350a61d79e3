"""A small PDF to sign, and a time stamp service of the test's own."""

from datetime import UTC, datetime
from functools import cache

import typst
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

SOURCE = """
#set document(title: "A certificate", author: "Us")
#set text(lang: "en")
#pdf.attach("credential.json", bytes(sys.inputs.credential), relationship: "data",
  mime-type: "application/json", description: "A credential")
= A certificate
"""


@cache
def plain_pdf(credential: bytes = b'{"a": "credential"}') -> bytes:
    """Return a page with an attached credential, as PDF/A-3a."""
    made_at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    pdf = typst.compile(
        SOURCE.encode(),
        format="pdf",
        pdf_standards="a-3a",
        timestamp=made_at,
        sys_inputs={"credential": credential.decode()},
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _service() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time stamps of a test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2060, 1, 1, tzinfo=UTC))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(private, hashes.SHA256())
    )
    return private, certificate


def stamper() -> DummyTimeStamper:
    """Return pyHanko's time stamp service for tests."""
    private, certificate = _service()
    der = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(der),
    )


def stamper_root() -> str:
    """Return its certificate as PEM."""
    return _service()[1].public_bytes(serialization.Encoding.PEM).decode()
