"""Checking the signature of a PDF that anybody may have sent."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from courses.certificates.keys.authority import DOCUMENT_SIGNING
from courses.certificates.models import SigningKey
from courses.certificates.signing.bounds import LARGEST_UNPACKED, TooLarge, check_bounds
from courses.certificates.signing.envelopes import is_as_written
from courses.certificates.signing.pdfs import B_B, B_LT, B_T, finished, read_certificate
from courses.certificates.signing.verdicts import PdfCheck, Signature

LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=LARGEST_UNPACKED),
    document_budget=DocumentDecodeBudget(base_allowance=LARGEST_UNPACKED, max_ratio=1),
)
USAGE = KeyUsageConstraints(
    key_usage={"digital_signature"},
    extd_key_usage={"document_signing", DOCUMENT_SIGNING.dotted_string},
)
MARK = re.compile(rb"/ETSI\.CAdES\.detached|/ByteRange\b|/adbe\.pkcs7|/Type\s*/Sig\b|/DocMDP\b")
ATTACHMENT, LARGEST_ATTACHMENT, MOST_ATTACHMENTS = "credential.json", 256 * 1024, 8
MOST_SIGNATURES = 4


def check_pdf(content: bytes) -> PdfCheck:
    """Return the verdict on a file; raises nothing, whatever the file is."""
    try:
        check_bounds(content)
        return _check(content)
    except TooLarge:
        return PdfCheck(Signature.UNREADABLE)
    except Exception:  # a file from outside may break the reader in any way
        return PdfCheck(_verdict_on_the_unreadable(content))


def _verdict_on_the_unreadable(content: bytes) -> Signature:
    """A PDF with the marks of a signature that nobody can read any more was changed."""
    is_signed = b"%PDF" in content[:1024] or b"%%EOF" in content[-1024:]
    return Signature.CHANGED if is_signed and MARK.search(content) else Signature.UNREADABLE


def _check(content: bytes) -> PdfCheck:
    reader = PdfFileReader(BytesIO(content), decode_limits=LIMITS)
    credential = _attached(reader)
    signatures = list(reader.embedded_regular_signatures)
    if len(signatures) > MOST_SIGNATURES:
        return PdfCheck(Signature.UNKNOWN_SIGNER, credential=credential)
    if not signatures:
        verdict = Signature.CHANGED if MARK.search(content) else Signature.NONE
        return PdfCheck(verdict, credential=credential)
    checks = [_check_signature(signature, content) for signature in signatures]
    ours = [check for check in checks if check.key is not None]
    return replace((ours or checks)[-1], credential=credential)


def _check_signature(signature: EmbeddedPdfSignature, content: bytes) -> PdfCheck:
    key = _key_of(signature.signer_cert)
    status = finished(
        async_validate_pdf_signature(
            signature,
            signer_validation_context=_trust(),
            ts_validation_context=_trust(),
            key_usage_settings=USAGE,
            skip_diff=True,
        )
    )
    about = PdfCheck(
        Signature.UNKNOWN_SIGNER,
        signed_at=_time_of(status),
        level=_level_of(signature, status),
        key=key,
    )
    # One of ours covers the whole file, so whatever stands behind it is a change.
    is_whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    is_written = key is None or is_as_written(signature, content)
    if not (status.intact and status.valid and is_whole and is_written):
        return replace(about, signature=Signature.CHANGED)
    if key is None or not status.trusted:
        return replace(about, key=None)
    return replace(about, signature=Signature.REVOKED_KEY if key.revoked_at else Signature.INTACT)


def _key_of(certificate: asn1_x509.Certificate) -> SigningKey | None:
    """Return our key with exactly this certificate."""
    documents = SigningKey.objects.filter(purpose=SigningKey.Purpose.DOCUMENT)
    der = certificate.dump()
    return next((key for key in documents if read_certificate(key.public).dump() == der), None)


def _trust() -> ValidationContext:
    """Return our roots, all of them, now. Revoked keys are told by their rows, not by a list that
    may be out of date."""
    roots = SigningKey.objects.filter(purpose=SigningKey.Purpose.ROOT, revoked_at=None)
    return ValidationContext(
        trust_roots=[read_certificate(root.public) for root in roots],
        moment=timezone.now(),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _time_of(status: PdfSignatureStatus) -> Any:
    stamped = status.timestamp_validity
    return stamped.timestamp if stamped is not None else status.signer_reported_dt


def _level_of(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    if status.timestamp_validity is None:
        return B_B
    return B_LT if "/DSS" in signature.reader.root else B_T


def _attached(reader: PdfFileReader) -> bytes | None:
    """Return the credential that is attached, if one is and it is not too long."""
    with suppress(Exception):
        for spec in _specifications(reader):
            if str(spec.get("/UF", spec.get("/F", ""))) == ATTACHMENT:
                stream = spec["/EF"]["/F"]
                data = stream.data if isinstance(stream, generic.StreamObject) else b""
                return data if 0 < len(data) <= LARGEST_ATTACHMENT else None
    return None


def _specifications(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    listed = reader.root.get("/AF", generic.ArrayObject())
    for position in range(min(len(listed), MOST_ATTACHMENTS)):
        spec = listed[position]
        if isinstance(spec, generic.DictionaryObject):
            yield spec
