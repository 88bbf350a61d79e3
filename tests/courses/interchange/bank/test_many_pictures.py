"""A question file with many large pictures costs no more than what its preview shows."""

from io import BytesIO

import pytest
from PIL import Image as Drawn
from PIL.ImageFile import ImageFile

from accounts.models import User
from courses.interchange.bank.uploading import upload
from courses.interchange.models import QuestionImport
from tests.courses.interchange.questions.fixtures import zipped

PREVIEWS, PIXELS, GIFS = 200, 100_000_000, 40_000_000
ITEM = """\
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i{n}" title="Q{n}">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
 <itemBody><p>Q{n} <img src="{n}.{kind}" alt="p{n}"/></p><choiceInteraction responseIdentifier="R">
  <simpleChoice identifier="A">Yes</simpleChoice><simpleChoice identifier="B">No</simpleChoice>
 </choiceInteraction></itemBody></assessmentItem>"""


class Unpacked(list[int]):
    """The points of each picture that was unpacked."""


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> Unpacked:
    """Listen to the library that unpacks pictures."""
    seen, load = Unpacked(), ImageFile.load

    def listened(picture: ImageFile) -> object:
        if picture.tile:
            seen.append(picture.width * picture.height)
        return load(picture)

    monkeypatch.setattr(ImageFile, "load", listened)
    return seen


def drawn(number: int, kind: str, size: tuple[int, int]) -> bytes:
    """Return a picture that differs from the others by its first points."""
    file, picture = BytesIO(), Drawn.new("P", size)
    for place in range(10):
        picture.putpixel((place, 0), number >> place & 1)
    picture.save(file, kind)
    return file.getvalue()


def sent(by: User, kind: str, size: tuple[int, int], count: int) -> QuestionImport:
    """Upload a file of questions with a picture each."""
    entries = []
    for n in range(count):
        entries.append((f"{n}.xml", ITEM.format(n=n, kind=kind).encode()))
        entries.append((f"{n}.{kind}", drawn(n, kind.upper(), size)))
    return upload(zipped(entries), name="a.zip", bank=None, by=by)


def shown(row: QuestionImport) -> int:
    return sum(len(item["pictures"]) for item in row.items)


def test_no_picture_beyond_the_preview_is_unpacked(unpacked: Unpacked, carol: User) -> None:
    row = sent(carol, "png", (20, 10), PREVIEWS + 30)

    assert (shown(row), len(unpacked)) == (PREVIEWS, PREVIEWS)
    assert len(row.items) == PREVIEWS + 30


def test_pictures_are_unpacked_up_to_so_many_points(unpacked: Unpacked, carol: User) -> None:
    row = sent(carol, "png", (6_000, 5_000), 5)

    assert shown(row) == 3
    assert sum(unpacked) <= PIXELS
    assert not [note for item in row.items for note in item["notes"]]


def test_moving_pictures_are_drawn_anew_up_to_so_many_points(
    unpacked: Unpacked, carol: User
) -> None:
    row = sent(carol, "gif", (3_000, 3_000), 6)

    assert sum(unpacked) <= 2 * GIFS
    notes = [len(item["notes"]) for item in row.items]
    assert notes == [0, 0, 0, 0, 1, 1]
    assert shown(row) == 4


def test_one_moving_picture_is_not_too_large(unpacked: Unpacked, carol: User) -> None:
    row = sent(carol, "gif", (4_000, 3_000), 1)

    assert "far too large" in row.items[0]["notes"][0]
    assert not unpacked
