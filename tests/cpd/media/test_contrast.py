"""The contrast of text in a picture is near what its colours make; a broken file has none."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from cpd.media.contrast import text_contrast


def picture(ground: str, ink: str, *, mode: str = "RGB") -> BytesIO:
    """Return lines of words as PNG."""
    image = Image.new(mode, (400, 300), ground)
    draw = ImageDraw.Draw(image)
    for line in range(10):
        draw.text((20, 20 + line * 26), "The vagus nerve runs down", fill=ink, font_size=20)
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("ground", "ink", "least", "most"),
    [
        ("#ffffff", "#000000", 15, 21),
        ("#000000", "#ffffff", 15, 21),
        ("#ffffff", "#767676", 4.0, 4.6),
        ("#ffffff", "#aaaaaa", 1.9, 2.4),
        ("#00aa88", "#00bb99", 0, 0),
    ],
)
def test_it_is_near_the_ratio_of_its_colours(
    ground: str, ink: str, least: float, most: float
) -> None:
    assert least <= (text_contrast(picture(ground, ink)) or 0) <= most


def test_what_shines_through_stands_on_white() -> None:
    assert (text_contrast(picture("#00000000", "#000000", mode="RGBA")) or 0) > 15


def test_a_broken_file_and_a_plain_one_have_none() -> None:
    assert text_contrast(BytesIO(b"no picture")) is None
    assert text_contrast(picture("#ffffff", "#ffffff")) is None
