"""From the blocks of a package to the raw value of the studio's StreamField."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.interchange.claims_in import Claims
from courses.interchange.located import Reader, one_line
from courses.interchange.markup import to_html
from courses.lessons.grades import Design, Grade

Raw = dict[str, Any]
CALLOUTS = ["clinic", "safety", "evidence", "note"]
SHORT = {"heading", "subheading", "references"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A row by the name it has in the package, before the row is there."""

    shelf: str
    name: str


Rows = Mapping[str, int] | Mapping[str, Pointer]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What blocks may point at: rows by the name they have in the package."""

    references: Rows
    drawings: Rows
    images: Rows
    documents: Rows
    terms: Rows


def read_blocks(entries: list[tuple[Any, int]], parent: Reader, shelf: Shelf) -> list[Raw]:
    """Return the raw blocks of a list; problems are noted at their lines."""
    raw: list[Raw] = []
    claims = Claims()
    for entry, line in entries:
        reader = parent.child(entry, line)
        if len(reader.mapping) != 1:
            if reader.is_mapping:
                parent.problems.add(parent.file, line, "A block is one name with its content.")
            continue
        kind = next(iter(reader.mapping))
        block = _read_block(kind, reader, shelf)
        if block is not None:
            raw.append({"type": kind, "value": block})
            claims.look(kind, block, reader)
    return raw


def _read_block(kind: str, reader: Reader, shelf: Shelf) -> Any:
    if kind in SHORT:
        return reader.line_of(kind, longest=150)
    if kind == "text":
        return to_html(reader.text_of(kind))
    if kind == "key_points":
        return reader.lines_of(kind, fewest=0, longest=300)
    if kind == "accordion":
        folds = reader.items(kind, fewest=0)
        return [_accordion_item(reader.child(entry, line)) for entry, line in folds]
    if kind not in READERS:
        reader.fault(kind, f"“{kind}” is no kind of block.")
        return None
    inner = reader.child(reader.mapping[kind], reader.mapping.lines[kind])
    value = READERS[kind](inner, shelf)
    inner.done()
    return value


def pointers(
    reader: Reader, key: str, rows: Rows, *, home: str = "references.yaml"
) -> list[int | Pointer]:
    """Return the rows that a list of keys names; `home` is the file that should have them."""
    found: list[int | Pointer] = []
    for name, line in reader.items(key, fewest=0):
        if str(name) in rows:
            found.append(rows[str(name)])
        else:
            reader.problems.add(reader.file, line, f"“{name}” is not in {home}.")
    return found


def _pointer(
    reader: Reader, key: str, rows: Rows, *, is_optional: bool = False
) -> int | Pointer | None:
    name = reader.line_of(key, is_optional=is_optional)
    if name and name not in rows:
        reader.fault(key, f"There is no media/{name}.")
    return rows.get(name)


def _evidence(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "claim": reader.line_of("claim", longest=200),
        "grade": reader.choice("grade", Grade.values),
        "design": reader.choice("design", Design.values),
        "references": pointers(reader, "references", shelf.references),
        "limits": reader.line_of("limits", longest=300, is_optional=True),
    }


def _callout(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "kind": reader.choice("kind", CALLOUTS),
        "title": reader.line_of("title", longest=120),
        "body": to_html(reader.text_of("body")),
    }


def _figure(reader: Reader, shelf: Shelf) -> Raw:
    figure = {
        "drawing": _pointer(reader, "drawing", shelf.drawings, is_optional=True),
        "image": _pointer(reader, "image", shelf.images, is_optional=True),
        "title": reader.line_of("title", longest=150),
        "alt": reader.prose_of("alt", is_optional=True),
        "caption": reader.line_of("caption", is_optional=True),
        "credit": reader.line_of("credit", longest=250, is_optional=True),
    }
    if bool(reader.mapping.get("drawing")) == bool(reader.mapping.get("image")):
        reader.fault("drawing", "A figure has a drawing or an image, one of the two.")
    return figure


def _table(reader: Reader, shelf: Shelf) -> Raw:
    header = reader.lines_of("header", fewest=2, longest=120)
    rows = []
    for entry, line in reader.items("rows"):
        cells = [one_line(str(cell)) for cell in entry] if isinstance(entry, list) else []
        if len(cells) != len(header):
            reader.problems.add(
                reader.file, line, f"This row has {len(cells)} cells; the header has {len(header)}."
            )
        rows.append(cells)
    return {"caption": reader.line_of("caption", longest=200), "header": header, "rows": rows}


def _accordion_item(reader: Reader) -> Raw:
    item = {"title": reader.line_of("title", longest=200), "body": to_html(reader.text_of("body"))}
    reader.done()
    return item


def _check(reader: Reader, shelf: Shelf) -> Raw:
    choices = [
        _check_choice(reader.child(entry, line), shelf)
        for entry, line in reader.items("choices", fewest=2)
    ]
    if choices and not any(choice["is_right"] for choice in choices):
        reader.fault("choices", "No choice is marked as right.")
    return {"question": reader.line_of("question"), "choices": choices}


def _check_choice(reader: Reader, shelf: Shelf) -> Raw:
    choice = {
        "text": reader.line_of("text", longest=300),
        "is_right": reader.yes("is_right"),
        "feedback": reader.line_of("feedback", longest=500),
        "references": pointers(reader, "references", shelf.references),
    }
    reader.done()
    return choice


def _reflection(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "prompt": reader.prose_of("prompt"),
        "help": reader.line_of("help", is_optional=True),
    }


def _video(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "file": _pointer(reader, "file", shelf.documents),
        "captions": _pointer(reader, "captions", shelf.documents),
        "title": reader.line_of("title", longest=150),
        "transcript": to_html(reader.text_of("transcript", is_optional=True)),
    }


def _file(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "file": _pointer(reader, "file", shelf.documents),
        "title": reader.line_of("title", longest=150),
    }


def _glossary(reader: Reader, shelf: Shelf) -> Raw:
    return {
        "title": reader.line_of("title", longest=150),
        "terms": pointers(reader, "terms", shelf.terms, home="terms.yaml"),
    }


READERS: dict[str, Callable[[Reader, Shelf], Raw]] = {
    "evidence": _evidence,
    "callout": _callout,
    "figure": _figure,
    "table": _table,
    "check": _check,
    "reflection": _reflection,
    "video": _video,
    "file": _file,
    "glossary": _glossary,
}
