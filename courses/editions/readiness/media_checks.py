"""What is looked at in what lessons show: pictures, videos, files, headings."""

from collections.abc import Iterator

from courses.editions.compiling import CompiledCourse
from courses.editions.readiness.findings import Finding, Seen, blocks_of, in_lesson
from cpd.media.captions import LARGEST_CAPTIONS, BadCaptions, read_captions
from cpd.media.contrast import ENOUGH

PARTS = {"file": "file", "captions": "caption file"}


def pictures(compiled: CompiledCourse) -> Iterator[Finding]:
    """A figure shows something, and says what to who cannot see it, and who made it."""
    for lesson in compiled.lessons:
        for block in blocks_of(lesson):
            if block.content["kind"] == "figure":
                for fault in _figure_faults(block):
                    yield Finding(in_lesson(lesson, fault), block.place)


def _figure_faults(block: Seen) -> Iterator[str]:
    figure = block.content
    title = figure["title"]
    if "svg" not in figure and "image_url" not in figure:
        yield f"the drawing or picture of the figure “{title}” is gone. Choose another."
    if not figure["alt"].strip():
        yield f"the figure “{title}” has no alternative text. Say what it shows."
    if not figure["credit"].strip():
        yield f"the figure “{title}” has no credit. Say who made it."


def contrast(compiled: CompiledCourse) -> Iterator[Finding]:
    """Text within an uploaded picture can be read (WCAG 2.2, 1.4.3)."""
    for lesson in compiled.lessons:
        for block in blocks_of(lesson):
            if block.content["kind"] == "figure" and block.draft.value["image"]:
                for fault in _contrast_faults(block):
                    yield Finding(in_lesson(lesson, fault), block.place, is_blocking=False)


def _contrast_faults(block: Seen) -> Iterator[str]:
    image = block.draft.value["image"]
    if not image.text_in_it:
        yield f"nobody has said whether the picture “{image.title}” holds text. Say so in Images."
    elif image.text_in_it == image.TextInIt.YES and (image.text_contrast or 0) < ENOUGH:
        measured = f"{image.text_contrast:.1f} : 1" if image.text_contrast else "unknown"
        yield (
            f"text in the picture “{image.title}” may be hard to read: its contrast is "
            f"{measured}, and should be {ENOUGH} : 1. Use a clearer picture, or a table."
        )


def videos(compiled: CompiledCourse) -> Iterator[Finding]:
    """A video has its file, captions that can be shown, and a transcript."""
    for lesson in compiled.lessons:
        for block in blocks_of(lesson):
            if block.content["kind"] == "video":
                for fault in (*_file_faults(block), *_video_faults(block)):
                    yield Finding(in_lesson(lesson, fault), block.place)


def _video_faults(block: Seen) -> Iterator[str]:
    title = block.content["title"]
    if block.content["captions"]:
        try:
            with block.draft.value["captions"].file.open("rb") as file:
                read_captions(file.read(LARGEST_CAPTIONS))
        except BadCaptions as error:
            yield f"the captions of the video “{title}” cannot be shown. {error}"
    if not block.content["transcript"].strip():
        yield f"the video “{title}” has no transcript. Write one."


def files(compiled: CompiledCourse) -> Iterator[Finding]:
    """A file to download is there."""
    for lesson in compiled.lessons:
        for block in blocks_of(lesson):
            if block.content["kind"] == "file":
                for fault in _file_faults(block):
                    yield Finding(in_lesson(lesson, fault), block.place)


def _file_faults(block: Seen) -> Iterator[str]:
    for part, word in PARTS.items():
        if part in block.content and not block.content[part]:
            yield f"the {word} of “{block.content['title']}” is gone. Choose another."


def headings(compiled: CompiledCourse) -> Iterator[Finding]:
    """A subheading stands under a heading (WCAG 2.2, 1.3.1)."""
    for lesson in compiled.lessons:
        has_heading = False
        for block in blocks_of(lesson):
            kind = block.content["kind"]
            has_heading = has_heading or kind == "heading"
            if kind == "subheading" and not has_heading:
                words = f"the subheading “{block.content['text']}” stands before any heading."
                yield Finding(in_lesson(lesson, words), block.place, is_blocking=False)
