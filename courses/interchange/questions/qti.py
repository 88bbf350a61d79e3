"""Reading QTI 2.1, 2.2 and 3.0: an item, or a package with imsmanifest.xml
(www.imsglobal.org/question)."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

from courses.interchange.archive import unpack
from courses.interchange.located import PackageRefused
from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.decoding import check_size, check_tags
from courses.interchange.questions.form import Reading, Skipped, Unkept, Unreadable
from courses.interchange.questions.limits import MOST_ENTRIES, MOST_UNPACKED
from courses.interchange.questions.qti_item import read_item
from courses.interchange.questions.qti_names import rename
from courses.interchange.questions.richtext import Texts
from courses.interchange.questions.xml_in import Element, encoding_of, parse

ITEM = "assessmentItem"
MANIFEST = "imsmanifest.xml"
OTHERS = {
    "questestinterop": "This is QTI 1.2: export the questions as QTI 2.1 or later.",
    "manifest": "This is only the list of a package: give the whole package as a zip.",
    "assessmentTest": "This is only the plan of a test: give the whole package as a zip.",
    "assessmentStimulus": "This is only a text that items share: give the package as a zip.",
}


def read_qti(content: bytes) -> Reading:
    """Return what a QTI item or package holds. Raises Unreadable."""
    check_size(content)
    if content.startswith(b"PK"):
        return _read_package(content)
    root = rename(parse(content))
    if root.name != ITEM:
        reason = OTHERS.get(
            root.name, f"This is not a QTI item: it begins with “{root.name[:40]}”."
        )
        raise Unreadable(reason)
    collector = Collector(format="qti", encoding=encoding_of(content))
    name = root.attributes.get("identifier", "")
    collector.take(f"item {name[:80]}, line {root.line}", _title(root),
                   lambda: read_item(root, Texts(), _no_stimulus))  # fmt: skip
    return collector.reading()


def _read_package(content: bytes) -> Reading:
    files = _unpack(content)
    collector = Collector(format="qti", encoding="utf-8")
    check_tags(sum(files[name].count(b"<") for name in files if name.lower().endswith(".xml")))
    names, missing = _in_order(files)
    for name in names:
        _take(collector, name, files)
    for name in missing:
        reason = "The package's list names this file, but the package does not hold it."
        collector.skipped.append(Skipped(name, "item", reason, is_fault=True))
    if not collector.questions and not collector.skipped:
        raise Unreadable("The package holds no QTI item.")
    return collector.reading()


def _unpack(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return unpack(archive, most_files=MOST_ENTRIES, most_bytes=MOST_UNPACKED)
    except PackageRefused as refused:
        problem = refused.problems[0]
        raise Unreadable(f"{problem.file}: {problem.reason}") from None
    except Exception as error:  # zipfile fails in many ways on bytes made to break it
        raise Unreadable(f"This is not a good zip archive: {error}.") from None


def _in_order(files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """Return the XML files, those of the manifest first, and items it names that are missing."""
    lists = sorted((name for name in files if posixpath.basename(name) == MANIFEST), key=len)
    listed: list[str] = []
    if lists:
        folder = posixpath.dirname(lists[0])
        for resource in parse(files[lists[0]]).every():
            kind = resource.attributes.get("type", "")
            if resource.name == "resource" and "item" in kind:
                listed.append(_joined(folder, resource.attributes.get("href", "")))
    others = sorted(name for name in files if name.lower().endswith(".xml") and name not in listed
                    and name not in lists)  # fmt: skip
    wanted = list(dict.fromkeys(listed))
    return [*(name for name in wanted if name in files), *others], [
        name for name in wanted if name not in files
    ]


def _take(collector: Collector, name: str, files: dict[str, bytes]) -> None:
    try:
        root = rename(parse(files[name]))
    except Unreadable as unreadable:
        collector.skipped.append(Skipped(name, "a file", unreadable.reason, is_fault=True))
        return
    if root.name == "questestinterop":
        collector.skipped.append(Skipped(name, "a file", OTHERS[root.name]))
    if root.name != ITEM:
        return
    find = _finder(name, files)

    def stimulus(href: str) -> Element | None:
        content = find(href)
        try:
            found = rename(parse(content)) if content else None
        except Unreadable:
            raise Unkept("The text this item shares with others is not good XML.") from None
        return found.first("stimulusBody") if found else None

    identifier = root.attributes.get("identifier", "")
    collector.take(f"{name}, item {identifier[:80]}", _title(root),
                   lambda: read_item(root, Texts(find), stimulus))  # fmt: skip


def _finder(name: str, files: dict[str, bytes]) -> Callable[[str], bytes]:
    folder = posixpath.dirname(name)
    return lambda href: files.get(_joined(folder, href), b"")


def _joined(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _no_stimulus(_: str) -> Element | None:
    return None


def _title(root: Element) -> str:
    return root.attributes.get("title") or root.attributes.get("identifier") or "item"
