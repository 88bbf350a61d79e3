"""Reading Moodle XML (docs.moodle.org/en/Moodle_XML_format). A broken item holds back the whole
file, as Moodle does; an item of a kind we do not have is only skipped."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.form import ONE, Reading, ReadQuestion, Unkept, Unreadable
from courses.interchange.questions.gift_blocks import category_of
from courses.interchange.questions.images import from_base64
from courses.interchange.questions.limits import MOST_LINE
from courses.interchange.questions.moodle_kinds import KINDS, rich
from courses.interchange.questions.numbers import decimal
from courses.interchange.questions.richtext import Texts, one_line
from courses.interchange.questions.xml_in import Element, encoding_of, parse

UNKEPT_KINDS = {
    "essay": "This is an essay: free writing is not marked here. Ask it as a reflection.",
    "description": "This is a description, without a question: put it into a lesson.",
    "random": "This draws a question at random: set that in the quiz instead.",
}
OTHER = "We have no questions of the type “{}”: ask it in another way, or leave it out."
RIGHT_WRONG = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read_moodle_xml(content: bytes) -> Reading:
    """Return what a Moodle XML file holds. Raises Unreadable."""
    collector = Collector(format="moodle-xml", encoding=encoding_of(content))
    category: tuple[str, ...] = ()

    def take(root: Element, item: Element) -> None:
        nonlocal category
        if root.name != "quiz":
            raise Unreadable(
                f"This is not Moodle XML: it begins with “{root.name[:40]}”, not quiz."
            )
        if item.name == "question" and item.attributes.get("type") == "category":
            category = category_of(item.says("category", "text"))
        elif item.name == "question":
            here = category
            title = item.says("name", "text") or item.attributes.get("type", "question")
            collector.take(f"line {item.line}", title, lambda: _read(item, here))

    root = parse(content, take)
    if root.name != "quiz":
        raise Unreadable(f"This is not Moodle XML: it begins with “{root.name[:40]}”, not quiz.")
    return collector.reading(is_whole=True)


def _read(item: Element, category: tuple[str, ...]) -> ReadQuestion:
    kind = item.attributes.get("type", "")
    if kind not in KINDS:
        reason = UNKEPT_KINDS.get(kind, OTHER.format(kind[:40]))
        raise Unkept(reason, is_fault=not kind)
    files = {
        _path_of(file): from_base64(file.text)
        for file in item.every()
        if file.name == "file" and file.attributes.get("name")
    }
    texts = Texts(lambda src: files.get(_path_in(src), b""))
    question = KINDS[kind](item, texts)
    explanation = rich(item.first("generalfeedback"), texts)
    return replace(
        question,
        title=one_line(item.says("name", "text"), MOST_LINE),
        explanation=explanation,
        points=_points(item),
        category=category,
        tags=_tags(item),
        source_id=item.says("idnumber")[:MOST_LINE],
        images=tuple(texts.images.values()),
        notes=(*texts.notes, *_notes(item)),
    )


def _path_of(file: Element) -> str:
    folder = file.attributes.get("path", "").strip("/")
    return f"{folder}/{file.attributes['name']}".removeprefix("/")


def _path_in(src: str) -> str:
    from_path = src.removeprefix("@@PLUGINFILE@@/")
    return unquote(from_path.partition("?")[0])


def _points(item: Element) -> Decimal:
    given = item.says("defaultgrade")
    points = decimal(given) if given else ONE
    if points is None or not 0 <= points <= 1000:
        raise Unkept(f"“{given[:40]}” is not a number of points.")
    return points or ONE


def _tags(item: Element) -> tuple[str, ...]:
    holder = item.first("tags")
    tags = [one_line(tag.says("text"), MOST_LINE) for tag in holder.all("tag")] if holder else []
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _notes(item: Element) -> list[str]:
    notes = []
    penalty = decimal(item.says("penalty") or "0")
    if penalty:
        notes.append("Not kept: the penalty for a second try.")
    if item.all("hint"):
        notes.append("Not kept: the hints for a second try.")
    if any(item.says(name, "text") for name in RIGHT_WRONG):
        notes.append("Not kept: the feedback for a right, partly right or wrong answer as a whole.")
    if item.says("hidden") == "1":
        notes.append("It was hidden in Moodle.")
    return notes
