"""Turning a lesson's draft into plain data: sanitised, resolved, ready to be hashed and kept."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import strip_tags

from courses.lessons.models import Lesson, Reference
from courses.lessons.sanitising import publish_html
from courses.streams import load_together
from cpd.media.captions import LARGEST_CAPTIONS, BadCaptions, read_captions, transcript_of
from cpd.media.drawings import clean_drawing
from cpd.media.models import CourseImage
from cpd.media.published import keep, published_picture

Compiled = dict[str, Any]
PICTURE = "max-1216x1216|format-webp"


def compile_lesson(lesson: Lesson) -> Compiled:
    """Return everything a lesson page prints, from the draft as it stands."""
    return {
        "title": lesson.title,
        "summary": lesson.summary,
        "content_note": lesson.content_note,
        "minutes": {
            "reading": lesson.reading_minutes,
            "activity": lesson.activity_minutes,
            "video": lesson.video_minutes,
        },
        **compile_blocks(lesson.finished_blocks),
    }


def compile_lessons(lessons: Sequence[Lesson]) -> list[Compiled]:
    """Return the same of many lessons, with as many queries as one would cost."""
    load_together(lessons, "body")
    _prefetch_pictures(lessons)
    return [compile_lesson(lesson) for lesson in lessons]


def compile_blocks(stream: Iterable[Any]) -> Compiled:
    """Return a stream's blocks as plain data, with the sources that they cite."""
    cited: dict[str, Reference] = {}
    blocks = [_compile(block.block_type, block.value, cited) for block in stream]
    return {"blocks": blocks, "sources": {key: source(row) for key, row in sorted(cited.items())}}


def source(reference: Reference) -> Compiled:
    """Return a reference as it is printed."""
    return {
        "label": reference.label,
        "authors": reference.authors,
        "title": reference.title,
        "source": reference.source,
        "year": reference.year,
        "doi": reference.doi,
        "url": reference.url,
        "design": reference.design,
    }


def _prefetch_pictures(lessons: Iterable[Lesson]) -> None:
    figures = [block.value for lesson in lessons for block in lesson.body.blocks_by_name("figure")]
    images = [figure["image"] for figure in figures if figure["image"]]
    cut = CourseImage.get_rendition_model().objects.filter(filter_spec=PICTURE)
    prefetch_related_objects(
        images, Prefetch("renditions", queryset=cut, to_attr="prefetched_renditions")
    )


def _compile(kind: str, value: Any, cited: dict[str, Reference]) -> Compiled:
    if kind in CITING:
        return {"kind": kind, **CITING[kind](value, cited)}
    return {"kind": kind, **COMPILERS[kind](value)}


def _evidence(value: Any, cited: dict[str, Reference]) -> Compiled:
    return {
        "claim": value["claim"],
        "grade": value["grade"],
        "design": value["design"],
        "limits": value["limits"],
        "references": _cite(value["references"], cited),
    }


def _cite(rows: Iterable[Reference | None], cited: dict[str, Reference]) -> list[str]:
    """Note sources as cited; returns their keys."""
    known = [row for row in rows if row is not None]
    cited.update({row.key: row for row in known})
    return [row.key for row in known]


def _text(value: Any) -> Compiled:
    return {"html": publish_html(value.source)}


def _line(value: Any) -> Compiled:
    return {"text": str(value)}


def _callout(value: Any) -> Compiled:
    return {
        "callout_kind": value["kind"],
        "title": value["title"],
        "html": publish_html(value["body"].source),
    }


def figure_words(value: Any) -> dict[str, str]:
    """Return what a figure says; what it leaves out is taken from the library's picture."""
    words = {key: str(value[key]) for key in ("title", "alt", "caption", "credit")}
    image = None if value["drawing"] else value["image"]
    own = {"alt": image.description, "credit": image.credit} if image else {}
    return words | {key: text for key, text in own.items() if not words[key].strip()}


def _figure(value: Any) -> Compiled:
    figure = figure_words(value)
    if value["drawing"]:
        return {**figure, "svg": clean_drawing(value["drawing"].svg)}
    return {**figure, **published_picture(value["image"], size=PICTURE)}


def _table(value: Any) -> Compiled:
    return {
        "caption": value["caption"],
        "header": [str(cell) for cell in value["header"]],
        "rows": [[str(cell or "") for cell in row] for row in value["rows"]],
    }


def _accordion(value: Any) -> Compiled:
    items = [{"title": item["title"], "html": publish_html(item["body"].source)} for item in value]
    return {"items": items}


def _key_points(value: Any) -> Compiled:
    return {"points": [str(point) for point in value]}


def _check(value: Any, cited: dict[str, Reference]) -> Compiled:
    choices = [
        {
            "text": choice["text"],
            "is_right": bool(choice["is_right"]),
            "feedback": choice["feedback"],
            "references": _cite(choice["references"], cited),
        }
        for choice in value["choices"]
    ]
    return {"question": value["question"], "choices": choices}


def _reflection(value: Any) -> Compiled:
    return {"prompt": value["prompt"], "help": value["help"]}


def _video(value: Any) -> Compiled:
    return {
        "title": value["title"],
        "file": _document(value["file"]),
        "captions": _document(value["captions"]),
        "transcript": _transcript(value),
    }


def _transcript(value: Any) -> str:
    """The author's, or else what the captions say."""
    written = publish_html(value["transcript"].source)
    if strip_tags(written).strip():
        return written
    try:
        with value["captions"].file.open("rb") as file:
            return transcript_of(read_captions(file.read(LARGEST_CAPTIONS)))
    except (AttributeError, OSError, BadCaptions):  # gone, or no captions: readiness says so
        return ""


def _file(value: Any) -> Compiled:
    return {"title": value["title"], "file": _document(value["file"])}


def _document(document: Any) -> Compiled | None:
    """Return the name of a file's published copy; None where it is gone."""
    if document is None:
        return None
    try:
        return {"stored": keep(document.file, fingerprint=document.get_file_hash())}
    except OSError:
        return None


def _glossary(value: Any) -> Compiled:
    terms = [
        {"key": term.key, "name": term.name, "meaning": term.meaning, "forms": term.forms}
        for term in value["terms"]
        if term is not None
    ]
    return {"title": value["title"], "terms": terms}


def _references(value: Any) -> Compiled:
    return {"title": str(value)}


CITING: dict[str, Callable[[Any, dict[str, Reference]], Compiled]] = {
    "evidence": _evidence,
    "check": _check,
}
COMPILERS: dict[str, Callable[[Any], Compiled]] = {
    "heading": _line,
    "subheading": _line,
    "text": _text,
    "callout": _callout,
    "figure": _figure,
    "table": _table,
    "accordion": _accordion,
    "key_points": _key_points,
    "reflection": _reflection,
    "video": _video,
    "file": _file,
    "glossary": _glossary,
    "references": _references,
}
