"""Everything that can be said about a file that claims to be a certificate, each said
separately."""

from dataclasses import dataclass

from courses.certificates.credentials.checking import CredentialCheck, check_attached
from courses.certificates.filing import find_file
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.serials import clean_serial
from courses.certificates.signing.checking import check_pdf
from courses.certificates.signing.verdicts import PdfCheck, Signature


@dataclass(frozen=True, slots=True)
class FileCheck:
    """The signature of the file, the credential inside it, and our own record."""

    pdf: PdfCheck
    credential: CredentialCheck | None
    kept: CertificateFile | None
    certificate: Certificate | None

    @property
    def is_kept(self) -> bool:
        """Whether we made and kept exactly this file, byte for byte."""
        return self.kept is not None

    @property
    def is_sample(self) -> bool:
        """Whether it is a sample of ours: signed by us, of nobody's learning."""
        has_sample = self.credential is not None and self.credential.is_sample
        return has_sample and self.pdf.signature == Signature.INTACT

    @property
    def is_doctored(self) -> bool:
        """Whether it was made from a certificate of ours and is not what we made: our signature is
        broken, or our credential sits in a file that we did not sign."""
        if self.is_kept or self.pdf.signature in {Signature.INTACT, Signature.REVOKED_KEY}:
            return False
        holds_ours = self.credential is not None and self.credential.is_ours
        return holds_ours or self.pdf.signature == Signature.CHANGED

    @property
    def matches_record(self) -> bool:
        """Whether signature, credential and record speak of one certificate."""
        is_intact = self.is_kept or self.pdf.signature == Signature.INTACT
        return is_intact and self.certificate is not None

    @property
    def signature_sentence(self) -> str:
        """What the signature says, for people."""
        return self.pdf.sentence

    @property
    def credential_sentence(self) -> str:
        """What the credential says, for people."""
        return self.credential.sentence if self.credential else "The file holds no credential."


def check_file(content: bytes) -> FileCheck:
    """Check a file; raises nothing, whatever it is. Our record is found by the file's hash, or else
    by what a genuine credential in it says."""
    pdf = check_pdf(content)
    credential = check_attached(pdf.credential) if pdf.credential else None
    kept = find_file(content)
    certificate = kept.certificate if kept else _named_by(credential)
    return FileCheck(pdf, credential, kept, certificate)


def _named_by(credential: CredentialCheck | None) -> Certificate | None:
    """Return the certificate that a credential of ours is about."""
    if credential is None or not credential.is_ours:
        return None
    serial = clean_serial(credential.serial)
    token = credential.address.rstrip("/").rpartition("/")[2]
    return Certificate.objects.filter(serial=serial, token=token).first() if serial else None
