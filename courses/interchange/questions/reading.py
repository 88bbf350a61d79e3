"""Reading a question file in a named format: the one door."""

from collections.abc import Callable

from courses.interchange.questions.aiken import read_aiken
from courses.interchange.questions.cloze import read_cloze
from courses.interchange.questions.decoding import check_size
from courses.interchange.questions.form import Reading, Unreadable
from courses.interchange.questions.gift import read_gift
from courses.interchange.questions.missing_word import read_missing_word
from courses.interchange.questions.moodle import read_moodle_xml
from courses.interchange.questions.qti import read_qti
from courses.interchange.questions.sheets_in import read_sheet
from courses.interchange.questions.strangers import reason

READERS: dict[str, Callable[[bytes], Reading]] = {
    "gift": read_gift,
    "moodle-xml": read_moodle_xml,
    "qti": read_qti,
    "csv": read_sheet,
    "xlsx": read_sheet,
    "aiken": read_aiken,
    "missing-word": read_missing_word,
    "cloze": read_cloze,
}
FORMATS = tuple(READERS)


def read_questions(content: bytes, *, format: str, name: str = "") -> Reading:  # noqa: A002
    """Return what a file holds; format is one of FORMATS, name the file's, for messages. Raises
    Unreadable if the file as a whole cannot be read; one item that cannot be is in skipped."""
    if format not in READERS:
        raise Unreadable(f"“{format[:40]}” is not a format we read: {', '.join(FORMATS)}.")
    try:
        return _read(content, format)
    except Unreadable as unreadable:
        raise Unreadable(f"{name}: {unreadable.reason}" if name else unreadable.reason) from None


def _read(content: bytes, format: str) -> Reading:  # noqa: A002 the field's word
    check_size(content)
    stranger = reason(content)
    if stranger:
        raise Unreadable(stranger)
    return READERS[format](content)
