"""Reading lessons whole, before any row is written; what they cite has only a name."""

from dataclasses import dataclass
from typing import Any

from courses.interchange.blocks_in import Raw, Shelf, read_blocks
from courses.interchange.located import Reader


@dataclass
class LessonDraft:
    """A lesson's fields and its raw blocks."""

    values: dict[str, Any]
    blocks: list[Raw]


def read_lesson(reader: Reader, shelf: Shelf) -> LessonDraft:
    """Return what a lesson's file says."""
    minutes = reader.child(
        reader.value("minutes", default={}), reader.mapping.lines.get("minutes", 1)
    )
    values = {
        "title": reader.line_of("title", longest=150),
        "summary": reader.line_of("summary", longest=300, is_optional=True),
        "reading_minutes": minutes.whole("reading", default=0),
        "activity_minutes": minutes.whole("activity", default=0),
        "video_minutes": minutes.whole("video", default=0),
        "is_preview": reader.yes("is_preview"),
        "content_note": reader.line_of("content_note", longest=300, is_optional=True),
    }
    blocks = read_blocks(reader.items("blocks", fewest=0, is_optional=False), reader, shelf)
    minutes.done()
    reader.done()
    return LessonDraft(values, blocks)
