"""A signed file proves itself; a file that was changed, in whatever way, says so."""

import asyncio
import logging
import time
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from courses.certificates.keys.making import rotate_keys
from courses.certificates.keys.revoking import revoke_key
from courses.certificates.models import SigningKey
from courses.certificates.signing.bounds import TooLarge, check_bounds
from courses.certificates.signing.checking import check_pdf
from courses.certificates.signing.pdfs import SignedPdf, finished, sign_pdf
from courses.certificates.signing.verdicts import Signature
from tests.signing import plain_pdf, stamper, stamper_root

pytestmark = pytest.mark.django_db
EIGHT_YEARS = timedelta(days=8 * 365)


@pytest.fixture
def signed() -> SignedPdf:
    return sign_pdf(plain_pdf())


def verdict(content: bytes) -> Signature:
    """Check a file, within two seconds."""
    begun = time.monotonic()
    check = check_pdf(content)
    assert time.monotonic() - begun < 2
    return check.signature


def test_a_signed_file_is_intact_and_ours(signed: SignedPdf) -> None:
    check = check_pdf(signed.content)

    assert (check.signature, check.level, check.key) == (Signature.INTACT, "B-B", signed.key)
    assert check.signed_at is not None
    assert check.credential == b'{"a": "credential"}'


def test_work_is_finished_inside_a_running_loop_too() -> None:
    async def work() -> str:
        return "signed"

    async def inside() -> str:
        return finished(work())

    assert (finished(work()), asyncio.run(inside())) == ("signed", "signed")


def test_an_unsigned_file_says_so() -> None:
    assert verdict(plain_pdf()) == Signature.NONE


def test_any_flipped_byte_is_told(signed: SignedPdf) -> None:
    content = signed.content
    step = max(1, len(content) // 150)

    for position in [*range(0, len(content), step), *range(len(content) - 60, len(content), 7)]:
        doctored = bytearray(content)
        doctored[position] ^= 1
        assert verdict(bytes(doctored)) == Signature.CHANGED, position


def test_an_appended_update_is_told(signed: SignedPdf) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed.content))
    writer.update_root()
    output = BytesIO()
    writer.write(output)

    assert verdict(output.getvalue()) == Signature.CHANGED
    assert verdict(signed.content + b"\n% more") == Signature.CHANGED


def test_a_swapped_attachment_is_told(signed: SignedPdf) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(signed.content)))
    writer.add_attachment("credential.json", b'{"another": "credential"}')
    output = BytesIO()
    writer.write(output)

    assert verdict(output.getvalue()) == Signature.CHANGED


def test_a_copy_signed_by_another_root_is_no_file_of_ours(signed: SignedPdf) -> None:
    SigningKey.objects.all().delete()
    from_elsewhere = sign_pdf(plain_pdf()).content  # another database, so other keys
    assert verdict(from_elsewhere) == Signature.INTACT
    SigningKey.objects.all().delete()

    assert verdict(signed.content) == Signature.UNKNOWN_SIGNER


def test_a_truncated_file_is_never_intact(signed: SignedPdf) -> None:
    for part in range(1, 20):
        cut = signed.content[: len(signed.content) * part // 20]
        assert verdict(cut) in {Signature.UNREADABLE, Signature.CHANGED, Signature.NONE}


def bomb(size: int) -> bytes:
    packed = zlib.compress(bytes(size), 9)
    return b"%%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no PDF",
        b"%PDF-1.7",
        bytes(range(256)) * 400,
        bomb(200 * 1024 * 1024),
        bomb(19 * 1024 * 1024) * 2,
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f\ntrailer<</Size 1/Prev 9/Root 1 0 R>>"
        b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 20_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + b"stream\n" * 200_000,
    ],
    ids=["nothing", "text", "head", "bytes", "bomb", "two bombs", "loop", "depth", "streams"],
)
def test_what_is_no_pdf_is_unreadable(content: bytes) -> None:
    assert verdict(content) == Signature.UNREADABLE


def test_a_nested_bomb_is_not_unpacked() -> None:
    inner = zlib.compress(bytes(200 * 1024 * 1024), 9)
    outer = zlib.compress(zlib.compress(inner, 9), 9)

    assert verdict(b"%PDF-1.7\nstream\n" + outer + b"\nendstream\n%%EOF") == Signature.UNREADABLE


def test_a_bomb_with_a_broken_end_counts_for_what_it_unpacks_to() -> None:
    broken = zlib.compress(bytes(18 * 1024 * 1024), 9)[:-4] + bytes(4)
    file = b"%PDF-1.7\n" + (b"stream\r\n" + broken + b"\nendstream\n") * 200

    begun = time.process_time()
    with pytest.raises(TooLarge):
        check_bounds(file)
    assert time.process_time() - begun < 1


def test_thousands_of_small_streams_are_counted_quickly() -> None:
    small = b"stream\n" + zlib.compress(b"x") + b"\nendstream\n"
    file = small * 2_400 + bytes(4 * 1024 * 1024)

    begun = time.process_time()
    check_bounds(file)
    assert time.process_time() - begun < 1


def test_it_is_checked_eight_years_later_and_after_a_change_of_keys(signed: SignedPdf) -> None:
    rotate_keys()

    with time_machine.travel(timezone.now() + EIGHT_YEARS):
        assert verdict(signed.content) == Signature.INTACT


def test_it_is_not_checked_for_ever(signed: SignedPdf) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=11 * 365)):
        assert verdict(signed.content) == Signature.UNKNOWN_SIGNER


def test_what_a_revoked_key_signed_is_not_trusted(signed: SignedPdf) -> None:
    rotate_keys()
    revoke_key(SigningKey.objects.get(pk=signed.key.pk), reason="The disk was stolen.")

    assert verdict(signed.content) == Signature.REVOKED_KEY


def test_a_time_stamp_makes_it_b_t_and_with_its_roots_b_lt(settings: Any) -> None:
    stamped = sign_pdf(plain_pdf(), timestamper=stamper())
    settings.TIMESTAMP_ROOTS = stamper_root()
    long = sign_pdf(plain_pdf(), timestamper=stamper())

    assert (stamped.level, long.level) == ("B-T", "B-LT")
    for file in (stamped, long):
        check = check_pdf(file.content)
        assert (check.signature, check.level) == (Signature.INTACT, file.level)


def test_a_service_that_is_down_stops_no_certificate(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"

    with caplog.at_level(logging.WARNING):
        signed = sign_pdf(plain_pdf())

    assert (signed.level, verdict(signed.content)) == ("B-B", Signature.INTACT)
    assert "signed as B-B" in caplog.text
