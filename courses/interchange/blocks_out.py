"""From the studio's blocks to those of a package."""

from collections.abc import Callable, Iterable
from typing import Any

from courses.interchange.markup import to_markdown
from courses.interchange.writing import Text
from courses.lessons.compiling import figure_words

Out = dict[str, Any]


def write_blocks(stream: Iterable[Any]) -> list[Out]:
    """Return a stream's blocks as a package writes them."""
    return [{block.block_type: WRITERS[block.block_type](block.value)} for block in stream]


def filled(**values: Any) -> Out:
    """Return a mapping without what is empty."""
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def prose(words: str) -> str:
    """Return plain text as a package writes it: in lines of its own where it has any."""
    return Text(words) if "\n" in words else words


def _name(file: Any) -> str:
    """What is gone from the library has none; the export says so elsewhere."""
    return str(file.filename) if file else ""


def _text(value: Any) -> Text:
    return Text(to_markdown(value.source))


def _evidence(value: Any) -> Out:
    return filled(
        claim=value["claim"],
        grade=value["grade"],
        design=value["design"],
        references=[row.key for row in value["references"] if row],
        limits=value["limits"],
    )


def _callout(value: Any) -> Out:
    return {"kind": value["kind"], "title": value["title"], "body": _text(value["body"])}


def _figure(value: Any) -> Out:
    """With the words that it takes over from the library's picture."""
    words = figure_words(value)
    return filled(
        drawing=value["drawing"].key if value["drawing"] else "",
        image=_name(value["image"]),
        title=value["title"],
        alt=prose(words["alt"]),
        caption=value["caption"],
        credit=words["credit"],
    )


def _table(value: Any) -> Out:
    rows = [[str(cell or "") for cell in row] for row in value["rows"]]
    return {
        "caption": value["caption"],
        "header": [str(cell) for cell in value["header"]],
        "rows": rows,
    }


def _accordion(value: Any) -> list[Out]:
    return [{"title": item["title"], "body": _text(item["body"])} for item in value]


def _check(value: Any) -> Out:
    choices = [
        filled(
            text=choice["text"],
            is_right=choice["is_right"] or None,
            feedback=choice["feedback"],
            references=[row.key for row in choice["references"] if row],
        )
        for choice in value["choices"]
    ]
    return {"question": value["question"], "choices": choices}


def _reflection(value: Any) -> Out:
    return filled(prompt=prose(value["prompt"]), help=value["help"])


def _video(value: Any) -> Out:
    return filled(
        file=_name(value["file"]),
        captions=_name(value["captions"]),
        title=value["title"],
        transcript=_text(value["transcript"]),
    )


def _file(value: Any) -> Out:
    return {"file": _name(value["file"]), "title": value["title"]}


def _glossary(value: Any) -> Out:
    return {"title": value["title"], "terms": [term.key for term in value["terms"] if term]}


WRITERS: dict[str, Callable[[Any], Any]] = {
    "heading": str,
    "subheading": str,
    "references": str,
    "text": _text,
    "key_points": lambda value: [str(point) for point in value],
    "accordion": _accordion,
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
