"""Text that Typst writes twice is written once; nothing that is seen changes."""

import subprocess
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from cpd.printing import typesetting
from cpd.printing.mending import mend
from cpd.printing.pieces import pieces_of
from cpd.printing.typesetting import typeset
from tests.reading import pages_of

AT = datetime(2026, 1, 1, tzinfo=UTC)
DOUBLED = ["សុខា", "জাজিলিয়া", "ស៊ីនប៊ែត", "នុនុ នុ", "ឝុ", "Ȭȭ", "אַבַּ"]


def set_names(names: list[str]) -> bytes:
    with override_settings(BASE_DIR=Path(__file__).parent.parent.parent):
        return typeset("names", {"names": names}, made_at=AT)


@pytest.fixture
def unmended(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The names as Typst writes them."""
    with monkeypatch.context() as without:
        without.setattr(typesetting, "mend", lambda pdf, data: pdf)
        return set_names(DOUBLED)


def test_typst_still_writes_such_words_twice(unmended: bytes) -> None:
    read = [unicodedata.normalize("NFC", page) for page in pages_of(unmended)]

    assert read != DOUBLED, "Typst has mended it: cpd/printing/mending.py may go."


def test_every_word_is_said_once() -> None:
    assert [unicodedata.normalize("NFC", page) for page in pages_of(set_names(DOUBLED))] == DOUBLED


def test_another_reader_finds_them_once(tmp_path: Path) -> None:
    file = tmp_path / "names.pdf"
    file.write_bytes(set_names(DOUBLED[:3]))

    run = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)  # noqa: S603, S607 Debian's

    pages = unicodedata.normalize("NFC", run.stdout.decode()).split("\f")
    assert [page.strip() for page in pages[:3]] == DOUBLED[:3]


def test_nothing_that_is_seen_changes(unmended: bytes, tmp_path: Path) -> None:
    pictures = []
    for name, pdf in {"before": unmended, "after": set_names(DOUBLED)}.items():
        (tmp_path / name).write_bytes(pdf)
        run = ["pdftoppm", "-r", "20", "-png", f"{tmp_path}/{name}", f"{tmp_path}/{name}-page"]
        subprocess.run(run, check=True)  # noqa: S603 Debian's
        pictures.append([file.read_bytes() for file in sorted(tmp_path.glob(f"{name}-page*"))])

    assert len(pictures[0]) == len(DOUBLED)
    assert pictures[0] == pictures[1]


def test_a_file_without_such_words_is_left_as_it_is() -> None:
    pdf = set_names(["Alice Smith", "李小龍"])

    assert mend(pdf, {"names": ["Alice Smith", "李小龍", "Nguyễn"]}) == pdf


def test_what_is_mended_is_not_mended_again(unmended: bytes) -> None:
    once = mend(unmended, DOUBLED)

    assert once != unmended
    assert mend(once, DOUBLED) == once


def test_a_file_that_is_not_typsts_is_refused() -> None:
    table = b"xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\nstartxref\n20\n%%EOF"

    with pytest.raises(ValueError, match="not written as Typst"):
        mend(b"%PDF-1.7\n1 1 obj\n  \n" + table, ["Nguyễn"])


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        (rb"(\000\001\000\002)Tj", ["a", "b"]),
        (rb"[(\000\001)-20<0002>]TJ", ["a", "b"]),
        (rb"(\000\(\000\))Tj", ["(", ")"]),
        (rb"(\000(\000))Tj", ["(", ")"]),
        (rb"/Span<</ActualText<FEFF0061>>>BDC (\000\002)Tj EMC", ["a"]),
        (rb"/Span<</ActualText(ffi)>>BDC (\000\002)Tj EMC", ["ffi"]),
        (rb"/ReversedChars BMC (\000\002)Tj EMC", ["b"]),
        (rb"(\000\t)Tj", [""]),
    ],
)
def test_pieces_are_read_as_typst_writes_them(shown: bytes, texts: list[str]) -> None:
    fonts: Any = {b"/f0": {1: "a", 2: "b", 0x28: "(", 0x29: ")"}}

    pieces = pieces_of(b"q BT 0 Tr/f0 9 Tf " + shown + b"\nET\nQ", fonts)

    assert [piece.text for piece in pieces] == texts
