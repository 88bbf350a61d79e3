"""How well text within a picture stands out: an estimate by the contrast ratio of WCAG 2.2."""

from typing import IO, Any

from PIL import Image, ImageChops, UnidentifiedImageError

ENOUGH = 4.5  # to one; WCAG 2.2, success criterion 1.4.3
LARGEST = 1600  # pixels along the longer side that are looked at
WINDOW = 16  # pixels: about a letter; a power of two
STEP = 8  # pixels from one window to the next
MARKED = 1.5  # the least ratio of a window in which something stands
SHARE = 0.25  # of the marked windows may be fainter than the estimate
WEIGHTS = (0.2126, 0.7152, 0.0722, 0)  # of red, green and blue in relative luminance


def text_contrast(file: IO[bytes]) -> float | None:
    """Return the ratio of light to dark, such as 4.5, that most letters of a picture reach; None
    for a plain picture, and for a file that cannot be read."""
    try:
        with Image.open(file) as picture:
            picture.thumbnail((LARGEST, LARGEST))
            ratios = sorted(_ratios(_luminance(picture)))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    marked = [ratio for ratio in ratios if ratio >= MARKED]
    return round(marked[int(len(marked) * SHARE)], 2) if marked else None


def _luminance(picture: Image.Image) -> Image.Image:
    """Return relative luminance in 256 steps; what shines through stands on white, as on a page."""
    ground = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    return flat.point([_linear(value) for value in range(256)] * 3).convert("L", WEIGHTS)


def _linear(value: int) -> int:
    share = value / 255
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return round(linear * 255)


def _ratios(luminance: Image.Image) -> list[float]:
    """Return, for windows over the whole picture, the lightest against the darkest point."""
    light = _spread(luminance, ImageChops.lighter)
    dark = _spread(luminance, ImageChops.darker)
    width, height = luminance.size
    return [
        (_share(light, x, y) + 0.05) / (_share(dark, x, y) + 0.05)
        for x in range(min(WINDOW, width) - 1, width, STEP)
        for y in range(min(WINDOW, height) - 1, height, STEP)
    ]


def _spread(picture: Image.Image, choose: Any) -> Image.Image:
    """Give each point the choice among the window that ends at it; what wraps around at the edges
    is not read."""
    size = 1
    while size < WINDOW:
        picture = choose(picture, ImageChops.offset(picture, size, 0))
        picture = choose(picture, ImageChops.offset(picture, 0, size))
        size *= 2
    return picture


def _share(picture: Image.Image, x: int, y: int) -> float:
    value: Any = picture.getpixel((x, y))
    return float(value) / 255
