"""The fonts that certificates and documents are printed with, and whether they can print a text."""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

# Order matters: the first font with a glyph prints it. Arabic comes from Amiri, because Noto's
# split dots
# give wrong text back from the PDF.
PACKAGES = (
    "fontpkg_source_serif_4",
    "fontpkg_source_sans_3",
    "fontpkg_amiri",
    "manimgx_fonts",
    "manimgx_fonts_cjk",
)
FAMILIES = (
    "Source Serif 4",
    "Source Sans 3",
    "Amiri",
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Oriya",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans CJK JP",
    "Noto Sans Symbols",
    "Noto Emoji",
)
INVISIBLE = {"Cf", "Zs"}  # joiners, marks of direction, spaces: no glyph of their own is needed
FORBIDDEN = {
    "Cc",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, halves, private, unassigned, line separators


def folders() -> list[Path]:
    """Return the folders that hold the fonts, in order."""
    return [_package_folder(name) for name in PACKAGES]


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The font package {name} is not installed.")
    folder = Path(spec.origin).parent
    return folder / "files" if (folder / "files").is_dir() else folder


@cache
def covered() -> frozenset[int]:
    """Return every code point that some font of ours has a glyph for; about a second, once a
    process."""
    points: set[int] = set()
    for path in sorted(path for folder in folders() for path in folder.iterdir()):
        if path.suffix == ".ttf":
            points |= TTFont(path, lazy=True).getBestCmap().keys()
        elif path.suffix == ".ttc":
            points |= TTCollection(path, lazy=True).fonts[0].getBestCmap().keys()
    return frozenset(points)


def unprintable(text: str) -> list[str]:
    """Return the characters of a text that cannot be printed, by name, once each, as a person can
    find them."""
    faulty = dict.fromkeys(
        character for character in unicodedata.normalize("NFC", text) if not _prints(character)
    )
    return [f"“{character}” ({describe(character)})" for character in faulty]


def describe(character: str) -> str:
    """Return a character's name, or its number where it has none."""
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()


def _prints(character: str) -> bool:
    category = unicodedata.category(character)
    if category in FORBIDDEN:
        return False
    return category in INVISIBLE or ord(character) < 0x250 or ord(character) in covered()
