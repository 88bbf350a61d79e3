"""XML from strangers: no document type, no entities, no network; each element knows its line."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from courses.interchange.questions.decoding import check_size, check_tags
from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.limits import DEEPEST, MOST_ELEMENTS

ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1",
             "iso-8859-15", "windows-1252", "cp1252"}  # fmt: skip
DECLARED = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


class Element:
    """An XML element with its line; names are without their namespace."""

    __slots__ = ("attributes", "children", "line", "name", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.text = self.tail = ""
        self.children: list[Element] = []

    def all(self, name: str) -> list["Element"]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """Return the first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def says(self, *path: str) -> str:
        """Return the text at a path of names, or nothing."""
        found: Element | None = self
        for name in path:
            found = found.first(name) if found else None
        return found.text.strip() if found else ""

    def every(self) -> Iterator["Element"]:
        """Yield the element and all within it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


class _Builder:
    """Builds elements; hands each whole child of the root to take, where there is one."""

    def __init__(self, take: Callable[[Element, Element], None] | None, lines: int) -> None:
        self.take, self.lines = take, lines
        self.parser: Any = None
        self.open: list[Element] = []
        self.root: Element | None = None
        self.words: list[str] = []
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._settle()
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST_ELEMENTS:
            raise Unreadable("The XML is nested too deeply, or one item is far too large.")
        plain = {_bare(name): value for name, value in attributes.items()}
        element = Element(_bare(tag), plain, self.parser.CurrentLineNumber + self.lines)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        return element

    def end(self, tag: str) -> None:
        self._settle()
        element = self.open.pop()
        if self.take and len(self.open) == 1:
            self.take(self.open[0], element)
            self.open[0].children.clear()
            self.count = 0

    def data(self, words: str) -> None:
        self.words.append(words)

    def close(self) -> Element | None:
        return self.root

    def _settle(self) -> None:
        """Put the words since the last tag where they belong."""
        if self.words and self.open:
            words, last = "".join(self.words), self.open[-1]
            if last.children:
                last.children[-1].tail = words
            else:
                last.text = words
        self.words.clear()


def parse(content: bytes, take: Callable[[Element, Element], None] | None = None) -> Element:
    """Return the root of an XML file. With take, each child of the root is handed over whole, with
    the root, and then forgotten. Raises Unreadable."""
    check_size(content)
    check_tags(content.count(b"<") + content.count(b"&lt;"))
    check_tags(content.count(b"="))
    if encoding_of(content.lstrip()) not in ENCODINGS:
        raise Unreadable("The file's encoding is not one we read: save it as UTF-8.")
    text = content.lstrip(b" \t\r\n")  # XML must begin at once, and often does not
    builder = _Builder(take, content[: len(content) - len(text)].count(b"\n"))
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(text)
        root: Element | None = parser.close()
    except DefusedXmlException:
        raise Unreadable(
            "The XML declares a document type or entities, which is refused."
        ) from None
    except (ParseError, expat.ExpatError) as error:
        raise Unreadable(f"The file is not good XML: {error}.") from None
    except (LookupError, ValueError) as error:
        raise Unreadable(f"The file's encoding cannot be read: {error}.") from None
    if root is None:
        raise Unreadable("The file holds no XML.")
    return root


def encoding_of(content: bytes) -> str:
    """Return the encoding an XML file is in, by its mark or its declaration."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return "utf-16"
    declared = DECLARED.match(content[:300].removeprefix(b"\xef\xbb\xbf").decode("latin-1"))
    return declared[1].lower() if declared else "utf-8"


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
