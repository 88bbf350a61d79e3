"""Signing a drawing, with a time stamp where a service is set."""

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, async_sign_pdf
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import SigningKey

logger = logging.getLogger(__name__)
FIELD = "Certificate"
REASON = "Certificate of continuing professional development"
B_B, B_T, B_LT = "B-B", "B-T", "B-LT"
DSS_IN_ONE = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)  # else a part of the file would stand behind the signature


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A signed file, with the key that signed it and its PAdES level."""

    content: bytes
    key: SigningKey
    level: str


def sign_pdf(drawing: bytes, *, timestamper: TimeStamper | None = None) -> SignedPdf:
    """Sign a PDF with the current key: PAdES B-B, or B-T where a time stamp service answers, B-LT
    where we know its roots too. Raises NoKeys and KeyMissing."""
    key = current_key(Purpose.DOCUMENT)
    stamper = timestamper or _service()
    if stamper is not None:
        try:
            return _sign(drawing, key, stamper)
        except Exception:  # whatever it answers, certificates go on
            logger.warning("No time stamp: signed as B-B, to be signed again.", exc_info=True)
    return _sign(drawing, key, None)


def finished[Answer](work: Coroutine[Any, Any, Answer]) -> Answer:
    """Return what a coroutine returns, inside and outside a running event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


def read_certificate(text: str) -> asn1_x509.Certificate:
    """Return a PEM certificate in the form that pyHanko takes."""
    _, _, der = pem.unarmor(text.encode())
    return asn1_x509.Certificate.load(der)


def _service() -> TimeStamper | None:
    return HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=5) if settings.TIMESTAMP_URL else None


def _sign(drawing: bytes, key: SigningKey, stamper: TimeStamper | None) -> SignedPdf:
    roots = list(SigningKey.objects.filter(purpose=Purpose.ROOT))
    chain = SimpleCertificateStore.from_certs(read_certificate(root.public) for root in roots)  # type: ignore[no-untyped-call]
    signer = key_store().document_signer(key.key_id, read_certificate(key.public), chain)
    lists = [pem.unarmor(root.revocations.encode())[2] for root in roots if root.revocations]
    is_long = stamper is not None and bool(lists) and bool(settings.TIMESTAMP_ROOTS)
    details = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=REASON,
        location=settings.BASE_URL,
        name=settings.SITE_NAME,
        embed_validation_info=is_long,
        validation_context=_context(roots, lists) if is_long else None,
        dss_settings=DSS_IN_ONE,
    )
    # Without the line's end the signature's section breaks PDF/A (6.1.9).
    source = IncrementalPdfFileWriter(BytesIO(drawing.rstrip(b"\n") + b"\n"))
    output = BytesIO()
    finished(async_sign_pdf(source, details, signer, timestamper=stamper, output=output))
    level = B_LT if is_long else B_T if stamper is not None else B_B
    return SignedPdf(output.getvalue(), key, level)


def _context(roots: list[SigningKey], lists: list[bytes]) -> ValidationContext:
    """Return what validates our chain, and the time stamp's, without the network."""
    trusted = [read_certificate(root.public) for root in roots]
    stamped = pem.unarmor(settings.TIMESTAMP_ROOTS.encode(), multiple=True)
    trusted += [asn1_x509.Certificate.load(der) for _, _, der in stamped]
    return ValidationContext(
        trust_roots=trusted, crls=lists, allow_fetching=False, revocation_mode="soft-fail"
    )
