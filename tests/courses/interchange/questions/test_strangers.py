"""What is no question file is called by its name, with what to do."""

import base64

import pytest

from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.guessing import format_of
from courses.interchange.questions.reading import read_questions
from tests.courses.interchange.questions.fixtures import zipped
from tests.courses.interchange.questions.making import PNG

OLD = b"<questestinterop><item/></questestinterop>"
STRANGERS = {
    "PDF": b"%PDF-1.7\n",
    "word processor": b"{\\rtf1 hello}",
    "old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "archive": b"\x1f\x8b\x08\x00",
    "web page": b"\xef\xbb\xbf<!DOCTYPE HTML><html></html>",
    "H5P": zipped([("h5p.json", b"{}")]),
    "backup of Moodle": zipped([("moodle_backup.xml", b"<x/>")]),
    "Word document": zipped([("word/document.xml", b"<x/>")]),
    "OpenDocument": zipped([("mimetype", b"x"), ("content.xml", b"<x/>")]),
    "as Canvas exports": zipped([("imsmanifest.xml", b"<x/>"), ("a/g.xml.qti", OLD)]),
    "as Blackboard exports": zipped([("imsmanifest.xml", b"<x/>"), ("res00001.dat", OLD)]),
    "course package": zipped([("x/course.yaml", b"a: 1")]),
}


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("format", ["", "gift"])
def test_a_stranger_is_named(name: str, format: str) -> None:  # noqa: A002
    content = STRANGERS[name]

    with pytest.raises(Unreadable, match=name):
        read_questions(content, format=format or format_of(content))


def test_a_package_of_old_qti_is_skipped_by_its_name() -> None:
    reading = read_questions(zipped([("g/g.xml", OLD)]), format="qti")

    assert "QTI 1.2" in reading.skipped[0].reason


def test_a_picture_in_a_folder_of_moodles_is_found() -> None:
    text = '<p>See <img src="@@PLUGINFILE@@/sub/my%20%C3%A9.png" alt="x"/></p>'
    file = f'<file name="my é.png" path="/sub/">{base64.b64encode(PNG).decode()}</file>'
    answers = '<answer fraction="100"><text>true</text></answer><answer><text>false</text></answer>'
    question = (
        '<quiz><question type="truefalse"><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text>{file}</questiontext>"
        f"{answers.replace('<answer>', '<answer fraction="0">')}</question></quiz>"
    )

    (read,) = read_questions(question.encode(), format="moodle-xml").questions

    assert [image.alt for image in read.images] == ["x"]
