"""Cutting a GIFT file into questions, with the comments and the category that belong to each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.interchange.questions.decoding import lines_of
from courses.interchange.questions.gift_marks import hide
from courses.interchange.questions.limits import MOST_BLOCK

CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)
NAMED_ID = re.compile(r"\[id:((?:[^\]\\]|\\.){1,600})\]")
TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.){1,600})\]")
EXPORTED_ID = re.compile(r"//\s*question:\s*(\d{1,20})\b")
LONGEST_REMARK = 2_000
ROOTS = {"$course$", "$module$", "$system$", "$cat1$"}


@dataclass
class Block:
    """The lines between two blank lines."""

    line: int
    category: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    source_id: str = ""
    is_joined: bool = False

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines)

    @property
    def braces(self) -> tuple[int, int]:
        """How many braces open and close in it."""
        signs = hide(self.text[:MOST_BLOCK])
        return signs.count("{"), signs.count("}")


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file, one text each; an answer that a blank line cuts in two is
    joined again."""
    waiting: Block | None = None
    for block in _cut(text):
        if waiting and _belongs(waiting, block):
            waiting.lines += block.lines
            waiting.is_joined = True
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


def category_of(path: str) -> tuple[str, ...]:
    """Return a category's names, without Moodle's own roots; // is a slash in a name."""
    names = [name.strip().replace("\0", "/") for name in path.replace("//", "\0").split("/")]
    kept = [name[:200] for name in names if name]
    if kept and kept[0].lower() in ROOTS:
        kept.pop(0)
    if kept and kept[0] == "top":
        kept.pop(0)
    return tuple(kept[:20])


def path_of(category: tuple[str, ...]) -> str:
    """Return a category's path as Moodle writes it; category_of reads it."""
    return "/".join(("$course$", "top", *map(_step, category)))


def joined(category: tuple[str, ...]) -> str:
    """Return a category's names as one line; category_of reads it."""
    return path_of(category).removeprefix("$course$/top").removeprefix("/") if category else ""


def _step(name: str) -> str:
    """A slash at a name's edge keeps its distance from the slash between names."""
    padded = f" {name}" if name.startswith("/") else name
    return f"{padded} ".replace("/", "//") if name.endswith("/") else padded.replace("/", "//")


def _belongs(block: Block, following: Block) -> bool:
    if block.is_joined:
        return False
    opened, closed = block.braces
    opens_next, closes_next = following.braces
    return opened > closed and not opens_next and closes_next == 1


def _cut(text: str) -> Iterator[Block]:
    category: tuple[str, ...] = ()
    block = Block(1, category)
    for number, line in enumerate(lines_of(text), start=1):
        switch = CATEGORY.fullmatch(line)
        if switch or not line.strip():
            if block.lines:
                yield block
            category = category_of(switch[1]) if switch else category
            block = Block(number + 1, category)
        elif line.lstrip().startswith("//"):
            _remark(block, line)
        else:
            block.line = block.line if block.lines else number
            block.lines.append(line)
    if block.lines:
        yield block


def _remark(block: Block, line: str) -> None:
    line = line[:LONGEST_REMARK]
    block.tags += [_unescaped(tag) for tag in TAG.findall(line)]
    named, exported = NAMED_ID.search(line), EXPORTED_ID.search(line)
    if named:
        block.source_id = _unescaped(named[1])
    elif exported and exported[1] != "0":
        block.source_id = exported[1]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()
