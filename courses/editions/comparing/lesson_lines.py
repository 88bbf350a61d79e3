"""A compiled lesson as labelled lines of plain words."""

from collections.abc import Callable, Iterable

from courses.editions.comparing.line import Content, Line
from courses.editions.comparing.quiz_lines import choice_line
from courses.lessons.grades import Design, Grade, label_of
from courses.quizzes.wording import words


def lesson_lines(content: Content) -> Iterable[Line]:
    """Return summary, note, minutes, each block and each source."""
    minutes = ", ".join(f"{count} {kind}" for kind, count in content["minutes"].items() if count)
    yield Line("Summary", content["summary"])
    yield Line("Content note", content["content_note"])
    yield Line("Minutes", minutes)
    for block in content["blocks"]:
        yield from block_lines(block)
    for source in content["sources"].values():
        yield Line("Source", _source(source))


def _source(source: Content) -> str:
    parts = (source["authors"], source["title"], source["source"], source["doi"], source["url"])
    return ". ".join(filter(None, parts))


def block_lines(block: Content) -> Iterable[Line]:
    """Return one block's lines."""
    return BLOCKS.get(block["kind"], _plain)(block)


def _plain(block: Content) -> Iterable[Line]:
    label = block["kind"].replace("_", " ").capitalize()
    yield Line(label, str(block.get("text") or block.get("title") or ""))


def _html(block: Content) -> Iterable[Line]:
    for paragraph in block["html"].split("</p>"):
        yield Line("Text", words(paragraph))


def _evidence(block: Content) -> Iterable[Line]:
    graded = f"{label_of(Grade, block['grade'])}, {label_of(Design, block['design'])}"
    yield Line("Evidence note", block["claim"])
    yield Line("Evidence note", f"{graded}. {' '.join(block['references'])}. {block['limits']}")


def _callout(block: Content) -> Iterable[Line]:
    yield Line("Callout", block["title"])
    yield from _html(block)


def _figure(block: Content) -> Iterable[Line]:
    for name in ("title", "alt", "caption", "credit"):
        yield Line(f"Figure, {name}", block[name])
    yield Line("Figure", block.get("image_url") or f"Drawing of {len(block.get('svg', ''))} signs")


def _table(block: Content) -> Iterable[Line]:
    yield Line("Table", block["caption"])
    for row in (block["header"], *block["rows"]):
        yield Line("Table row", " | ".join(row))


def _accordion(block: Content) -> Iterable[Line]:
    for item in block["items"]:
        yield Line("Accordion", item["title"])
        yield from _html(item)


def _key_points(block: Content) -> Iterable[Line]:
    return (Line("Key point", point) for point in block["points"])


def _check(block: Content) -> Iterable[Line]:
    yield Line("Knowledge check", block["question"])
    yield from (choice_line(choice) for choice in block["choices"])


def _reflection(block: Content) -> Iterable[Line]:
    yield Line("Reflection", block["prompt"])
    yield Line("Reflection", block["help"])


def _file(block: Content) -> Iterable[Line]:
    yield Line(block["kind"].capitalize(), block["title"])
    for part in ("file", "captions"):
        yield Line(f"{part.capitalize()} in the store", (block.get(part) or {}).get("stored", ""))
    yield from _html({"html": block.get("transcript", "")})


BLOCKS: dict[str, Callable[[Content], Iterable[Line]]] = {
    "text": _html,
    "evidence": _evidence,
    "callout": _callout,
    "figure": _figure,
    "table": _table,
    "accordion": _accordion,
    "key_points": _key_points,
    "check": _check,
    "reflection": _reflection,
    "video": _file,
    "file": _file,
}
