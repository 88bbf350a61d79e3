"""The fonts that certificates and documents are printed with, and whether they can print a text."""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

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
JOINERS = {"\u200c", "\u200d"}  # scripts need them, and they come back from the PDF
FILLERS = {"\u115f", "\u1160", "\u17b4", "\u17b5"}  # letters that show nothing
ITALIC, BOLD = 0x01, 0x20  # bits of a font's style
# Controls, invisible marks of format and direction, halves, private, unassigned, line separators.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


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
    """Return every code point that an upright font of our families has a glyph for; about a second,
    once a process."""
    points: set[int] = set()
    for path in sorted(path for folder in folders() for path in folder.iterdir()):
        if path.suffix in {".ttf", ".ttc"}:
            with TTFont(path, lazy=True, fontNumber=0) as font:
                points |= font.getBestCmap().keys() if _is_used(font) else set()
    return frozenset(points)


def _is_used(font: TTFont) -> bool:
    is_plain = not font["OS/2"].fsSelection & (ITALIC | BOLD)
    return is_plain and font["name"].getBestFamilyName() in FAMILIES


def unprintable(text: str) -> list[str]:
    """Return the characters of a text that cannot be printed, by name, once each, as a person can
    find them."""
    faulty = dict.fromkeys(
        character for character in unicodedata.normalize("NFC", text) if not _prints(character)
    )
    return [f"“{_shown(character)}” ({describe(character)})" for character in faulty]


def printable(text: str, *, instead: str = "?") -> str:
    """Return a text in which a sign stands for each character that cannot be printed; what shows
    nothing is left out."""
    plain = unicodedata.normalize("NFC", text)
    shown = (character for character in plain if not _shows_nothing(character))
    return "".join(character if _prints(character) else instead for character in shown)


def describe(character: str) -> str:
    """Return a character's name, or its number where it has none."""
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def _shown(character: str) -> str:
    """A hidden character would disturb the message itself: show its number."""
    is_hidden = unicodedata.category(character) in HIDDEN
    return f"U+{ord(character):04X}" if is_hidden else character


def _shows_nothing(character: str) -> bool:
    is_hidden = unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}
    return (is_hidden and character not in JOINERS) or character in FILLERS


def _prints(character: str) -> bool:
    if unicodedata.category(character) in HIDDEN:
        return character in JOINERS
    if character in FILLERS:
        return False
    is_space = unicodedata.normalize("NFKC", character) == " "
    return is_space or ord(character) < 0x250 or ord(character) in covered()
