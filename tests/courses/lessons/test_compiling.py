"""Compiling turns every kind of block into plain, clean, hashed data."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from courses.hashing import content_hash
from courses.lessons.blocks import LessonBlocks
from courses.lessons.compiling import COMPILERS, compile_blocks, compile_lesson
from courses.lessons.models import Lesson, Reference
from cpd.media.drawings import UnsafeDrawing
from cpd.media.models import Drawing
from tests.factories import (
    DRAWING,
    evidence,
    make_course,
    make_document,
    make_image,
    make_module,
    make_reference,
    text,
)

Raw = dict[str, Any]


@pytest.fixture
def compile_raw(db: None) -> Callable[..., list[Raw]]:
    def compiled(*raw: Raw) -> list[Raw]:
        blocks: list[Raw] = compile_blocks(LessonBlocks().to_python(list(raw)))["blocks"]
        return blocks

    return compiled


Compile = Callable[..., list[Raw]]


def block(kind: str, value: object) -> Raw:
    return {"type": kind, "value": value}


@pytest.mark.parametrize("kind", ["heading", "subheading"])
def test_a_heading_is_its_words(compile_raw: Compile, kind: str) -> None:
    assert compile_raw(block(kind, "A & B")) == [{"kind": kind, "text": "A & B"}]


def test_a_text_is_cleaned(compile_raw: Compile) -> None:
    compiled = compile_raw(text("<p onclick='x'>a<script>b</script></p>"))

    assert compiled == [{"kind": "text", "html": "<p>a</p>"}]


def test_a_statement_keeps_its_grade_and_the_keys_of_its_sources(compile_raw: Compile) -> None:
    assert compile_raw(evidence("It reports", limits="In rats.")) == [
        {
            "kind": "evidence",
            "claim": "It reports",
            "grade": "supported",
            "design": "review",
            "limits": "In rats.",
            "references": ["bonaz-2018"],
        }
    ]


def test_a_callout_is_cleaned(compile_raw: Compile) -> None:
    value = {"kind": "safety", "title": "Stop", "body": "<p>a<iframe></iframe></p>"}

    assert compile_raw(block("callout", value)) == [
        {"kind": "callout", "callout_kind": "safety", "title": "Stop", "html": "<p>a</p>"}
    ]


def figure(**values: object) -> Raw:
    return block("figure", {"title": "T", "alt": "A", "caption": "C", "credit": "Ours", **values})


def test_a_drawing_stands_in_the_figure(compile_raw: Compile) -> None:
    drawing = Drawing.objects.create(key="nerve", title="Nerve", svg=DRAWING)

    assert compile_raw(figure(drawing=drawing.pk)) == [
        {
            "kind": "figure",
            "title": "T",
            "alt": "A",
            "caption": "C",
            "credit": "Ours",
            "svg": DRAWING,
        }
    ]


def test_a_drawing_is_compiled_from_what_was_checked(compile_raw: Compile) -> None:
    hiding = DRAWING.replace("</svg>", "<!--><img src=x onerror=alert(1)>--></svg>")
    drawing = Drawing.objects.create(key="nerve", title="Nerve", svg=hiding)

    assert compile_raw(figure(drawing=drawing.pk))[0]["svg"] == DRAWING


def test_a_drawing_that_acts_is_never_compiled(compile_raw: Compile) -> None:
    bad = DRAWING.replace("</svg>", "<script>1</script></svg>")
    drawing = Drawing.objects.create(key="nerve", title="Nerve", svg=bad)

    with pytest.raises(UnsafeDrawing, match="script"):
        compile_raw(figure(drawing=drawing.pk))


def test_a_picture_gets_its_address_and_size(compile_raw: Compile) -> None:
    compiled = compile_raw(figure(image=make_image().pk))[0]

    assert (compiled["width"], compiled["height"]) == (64, 48)
    assert re.fullmatch(r"/media/published/[0-9a-f]{64}\.webp", compiled["image_url"])


def test_the_same_picture_compiles_to_the_same_words(compile_raw: Compile) -> None:
    first, second, other = make_image(), make_image(), make_image("black")

    one, two, three = (compile_raw(figure(image=row.pk)) for row in (first, second, other))

    assert (one == two, one == three) == (True, False)


def test_a_picture_whose_file_is_gone_compiles_to_nothing(compile_raw: Compile) -> None:
    image = make_image()
    image.file.storage.delete(image.file.name)

    assert "image_url" not in compile_raw(figure(image=image.pk))[0]


def test_a_figure_whose_picture_is_gone_keeps_its_words(compile_raw: Compile) -> None:
    compiled = compile_raw(figure(image=999))[0]

    assert (compiled["alt"], "image_url" in compiled) == ("A", False)


def test_a_table_is_rows_of_text(compile_raw: Compile) -> None:
    value = {"caption": "T", "header": ["A", "B"], "rows": [["1", None], ["<b>2</b>", "3"]]}

    assert compile_raw(block("table", value)) == [
        {
            "kind": "table",
            "caption": "T",
            "header": ["A", "B"],
            "rows": [["1", ""], ["<b>2</b>", "3"]],
        }
    ]


def test_an_accordion_is_cleaned(compile_raw: Compile) -> None:
    value = [{"title": "Fold", "body": "<p>a<style>b</style></p>"}]

    assert compile_raw(block("accordion", value)) == [
        {"kind": "accordion", "items": [{"title": "Fold", "html": "<p>a</p>"}]}
    ]


def test_key_points_are_lines(compile_raw: Compile) -> None:
    assert compile_raw(block("key_points", ["One", "Two"])) == [
        {"kind": "key_points", "points": ["One", "Two"]}
    ]


def test_a_check_keeps_choices_feedback_and_sources(compile_raw: Compile) -> None:
    choice = {"text": "Yes", "is_right": True, "feedback": "Since.", "references": []}
    cited = {**choice, "is_right": False, "references": [make_reference().pk]}

    compiled = compile_raw(block("check", {"question": "Is it?", "choices": [choice, cited]}))[0]

    assert compiled["choices"][0] == choice
    assert compiled["choices"][1]["references"] == ["bonaz-2018"]


def test_a_reflection_is_prompt_and_help(compile_raw: Compile) -> None:
    assert compile_raw(block("reflection", {"prompt": "Think.", "help": ""})) == [
        {"kind": "reflection", "prompt": "Think.", "help": ""}
    ]


def test_a_video_names_its_files_by_content(compile_raw: Compile) -> None:
    video, captions = make_document("a.mp4", b"film"), make_document("a.vtt", b"WEBVTT")
    value = {"file": video.pk, "captions": captions.pk, "title": "V", "transcript": "<p>t</p>"}

    compiled = compile_raw(block("video", value))[0]

    assert compiled["transcript"] == "<p>t</p>"
    assert compiled["file"] == {"stored": f"published/{sha256(b'film').hexdigest()}.mp4"}
    assert compiled["captions"] == {"stored": f"published/{sha256(b'WEBVTT').hexdigest()}.vtt"}


def test_a_file_compiles_to_its_content_whatever_it_was_called(compile_raw: Compile) -> None:
    one, two = (make_document(name) for name in ("a.pdf", "b.pdf"))

    blocks = compile_raw(*(block("file", {"file": row.pk, "title": "F"}) for row in (one, two)))

    assert blocks[0] == blocks[1]


def test_a_file_whose_content_is_gone_compiles_to_nothing(compile_raw: Compile) -> None:
    document = make_document()
    document.file.storage.delete(document.file.name)

    assert compile_raw(block("file", {"file": document.pk, "title": "F"}))[0]["file"] is None


def test_a_file_that_is_gone_compiles_to_nothing(compile_raw: Compile) -> None:
    assert compile_raw(block("file", {"file": 999, "title": "F"})) == [
        {"kind": "file", "title": "F", "file": None}
    ]


def test_a_list_of_references_is_its_title(compile_raw: Compile) -> None:
    assert compile_raw(block("references", "Sources")) == [
        {"kind": "references", "title": "Sources"}
    ]


def test_every_kind_of_block_can_be_compiled() -> None:
    assert set(LessonBlocks().child_blocks) == {*COMPILERS, "evidence", "check"}


@pytest.fixture
def lesson(db: None) -> Lesson:
    body = [text("<p>It reports.</p>"), evidence("It reports")]
    return Lesson(
        module=make_module(make_course()), key="a", title="A", body=body, reading_minutes=5
    )


def test_a_lesson_carries_the_sources_that_it_cites(lesson: Lesson) -> None:
    make_reference("not-cited-2020")

    sources = compile_lesson(lesson)["sources"]

    assert list(sources) == ["bonaz-2018"]
    assert sources["bonaz-2018"]["label"] == "Bonaz 2018"


def test_a_lesson_carries_its_minutes(lesson: Lesson) -> None:
    lesson.video_minutes = 3

    assert compile_lesson(lesson)["minutes"] == {"reading": 5, "activity": 0, "video": 3}


def test_the_hash_follows_the_words_and_nothing_else(lesson: Lesson) -> None:
    before = content_hash(compile_lesson(lesson))
    lesson.position, lesson.is_preview = 7, True
    same = content_hash(compile_lesson(lesson))
    lesson.body = [text("<p>It does not.</p>")]

    assert (same == before, content_hash(compile_lesson(lesson)) == before) == (True, False)


def test_a_corrected_source_changes_the_lesson(lesson: Lesson) -> None:
    before = content_hash(compile_lesson(lesson))

    Reference.objects.update(doi="10.1/corrected")

    lesson.body = lesson.body.get_prep_value()
    assert content_hash(compile_lesson(lesson)) != before


def test_a_compiled_lesson_is_plain_json(lesson: Lesson) -> None:
    compiled = compile_lesson(lesson)

    assert json.loads(json.dumps(compiled)) == compiled
