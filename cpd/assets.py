"""Joining the style sheets and cutting the fonts into a folder of static files."""

import hashlib
import importlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "static" / "css"

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
# Components that only some pages need, in a style sheet of their own. All others are in site.css.
SHEETS = {
    "lesson": ("lesson", "note", "block", "figure", "drawing", "key-points", "knowledge", "video"),
    "quiz": ("quiz", "segments", "question", "ask", "review", "clock"),
    "account": ("account", "account-panel", "order", "side-nav"),
    "reading": ("reading",),
    "styles": ("swatch",),
    "sandbox": ("sandbox",),
}

# Latin is what English needs; the rest serves Welsh, Maori, Polish, Turkish and Vietnamese names.
LATIN = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2C6), (0x2DA, 0x2DA),
    (0x2DC, 0x2DC), (0x2002, 0x2014), (0x2018, 0x2026), (0x202F, 0x202F), (0x2030, 0x203A),
    (0x2080, 0x2089), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
    (0x2264, 0x2265),
)  # fmt: skip
EXTENDED = ((0x100, 0x24F), (0x2BB, 0x2BC), (0x300, 0x331), (0x1E80, 0x1EF9), (0x20AB, 0x20AB))
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "rvrn"]

type Limits = dict[str, float | tuple[float, float]]
type Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Face:
    """One file to cut: a typeface, the part of its axes that we use, and its characters."""

    name: str
    package: str
    file: str
    limits: Limits
    ranges: Ranges


SERIF: Limits = {"opsz": (20, 60), "wght": 400}
SANS: Limits = {"wght": (400, 700)}
REGULAR: Limits = {"wght": 400}
FACES = tuple(
    Face(f"{name}-{part}.woff2", package, file, limits, ranges)
    for name, package, file, limits in (
        ("serif", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", SERIF),
        ("sans", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", SANS),
        ("sans-italic", "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf", REGULAR),
    )
    for part, ranges in (("latin", LATIN), ("extended", EXTENDED))
)


def build_assets(target: Path) -> None:
    """Write css/ and fonts/ into target; what was made from the same sources stays as it is."""
    sheets = dict(joined_sheets())
    if stale(target / "css", fingerprint(sheets.values()), sheets):
        for name, text in sheets.items():
            write(target / "css" / name, text.encode())
        stamp(target / "css", fingerprint(sheets.values()))
    inputs = fingerprint([Path(__file__).read_text(), *(describe(face) for face in FACES)])
    if stale(target / "fonts", inputs, [face.name for face in FACES]):
        for face in FACES:
            write(target / "fonts" / face.name, cut(face))
        stamp(target / "fonts", inputs)


def joined_sheets() -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and text: the layers in order, then what only some pages need."""
    rest = {name for names in SHEETS.values() for name in names}
    common = [path for path in components() if path.stem not in rest]
    parts = [read(SOURCE / "layers.css"), read(SOURCE / "fonts.css")]
    parts += [
        layer(name, common if name == "components" else [SOURCE / f"{name}.css"]) for name in LAYERS
    ]
    yield "site.css", "\n".join(parts)
    for sheet, names in SHEETS.items():
        yield f"{sheet}.css", layer("components", [p for p in components() if p.stem in names])


def components() -> list[Path]:
    return sorted((SOURCE / "components").glob("*.css"))


def layer(name: str, paths: Iterable[Path]) -> str:
    return f"@layer {name}{{{''.join(read(path) for path in paths)}}}"


def read(path: Path) -> str:
    """The file without comments and without the white space that CSS does not need."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip()


def cut(face: Face) -> bytes:
    """Cut to the characters first, then to the axes: the other way round takes far longer."""
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(font_path(face))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for first, last in face.ranges for c in range(first, last + 1)])
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, face.limits)
    font.flavor = "woff2"
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def font_path(face: Face) -> Path:
    root: Path = importlib.import_module(face.package).ROOT
    return root / "files" / face.file


def describe(face: Face) -> str:
    path = font_path(face)
    return f"{face} {path.name} {path.stat().st_size}"


def fingerprint(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def stale(folder: Path, inputs: str, names: Iterable[str]) -> bool:
    made = folder / ".stamp"
    complete = made.exists() and all((folder / name).exists() for name in names)
    return not complete or made.read_text() != inputs


def stamp(folder: Path, inputs: str) -> None:
    write(folder / ".stamp", inputs.encode())


def write(path: Path, content: bytes) -> None:
    """Put the file in place in one step, so that no reader finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(content)
    partial.replace(path)
