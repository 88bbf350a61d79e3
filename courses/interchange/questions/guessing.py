"""Telling a question file's format by its content."""

import io
import re
import zipfile

from courses.interchange.questions.columns import heading

GIFT = "gift"
ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
NOT_A_TAG = re.compile(rb"<\?.*?\?>|<!--.*?-->|<![A-Za-z][^>\[]*(?:\[.*?\])?[^>]*>", re.DOTALL)
ANSWER = re.compile(rb"^\s*ANSWER:", re.MULTILINE)
CLOZE = re.compile(rb"\{\s*\d{0,4}\s*:\s*[A-Z_]{2,20}\s*:")
TABLES = (".csv", ".tsv")
HEAD = 20_000  # bytes that tell


def format_of(content: bytes, name: str = "") -> str:
    """Return the most likely of FORMATS (reading.py); what is none of them is taken for GIFT, but
    for a file whose name says that it is a table."""
    if content.startswith(b"PK"):
        return "xlsx" if _is_workbook(content) else "qti"
    head = _narrow(content[:HEAD])
    if head.startswith(b"<"):
        root = ROOT.search(NOT_A_TAG.sub(b"", head))
        return "moodle-xml" if root and root[1] == b"quiz" else "qti"
    if name.lower().endswith(TABLES) or _is_table(head):
        return "csv"
    if ANSWER.search(head):
        return "aiken"
    return "cloze" if CLOZE.search(head) else GIFT


def _narrow(head: bytes) -> bytes:
    """Return text in which each ASCII sign is one byte, without a byte order mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:8]:
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_table(head: bytes) -> bool:
    """The first line names columns: a type beside others, or a question with its right answer."""
    names = re.split(r"[,;\t]", head.partition(b"\n")[0].decode(errors="replace").lower())
    found = {heading(name.strip(' "\r')) for name in names}
    return ("type" in found and len(found) > 1) or {"stem", "right", "choice 1"} <= found


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return False
