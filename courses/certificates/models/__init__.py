"""Certificates, their files and credentials, the public halves of the keys that sign them, and what
is asked about them."""

from courses.certificates.models.archive import CertificateArchive
from courses.certificates.models.certificate import Certificate
from courses.certificates.models.correction import NameCorrection
from courses.certificates.models.evidence import CertificateCredential, CertificateFile
from courses.certificates.models.key import SigningKey

__all__ = [
    "Certificate",
    "CertificateArchive",
    "CertificateCredential",
    "CertificateFile",
    "NameCorrection",
    "SigningKey",
]
