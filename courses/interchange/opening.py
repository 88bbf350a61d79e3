"""Opening a question file that somebody names: no more of it is read than may be in one."""

from pathlib import Path

from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.limits import MEBIBYTE, MOST_BYTES


def open_file(path: Path) -> bytes:
    """Return a file's content. Raises Unreadable, with a sentence that says what to do."""
    name = ascii(path.name)[1:-1] if not path.name.isprintable() else path.name
    if path.is_dir():
        raise Unreadable(f"{name} is a folder: name a file.")
    if not path.exists():
        raise Unreadable(f"There is no file {name}.")
    if not path.is_file():
        raise Unreadable(f"{name} is not a file.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{name} cannot be opened: {error.strerror}.") from None
    if len(content) > MOST_BYTES:
        raise Unreadable(
            f"{name} is larger than {MOST_BYTES // MEBIBYTE} MB: split it into several."
        )
    return content
