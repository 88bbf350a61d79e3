"""Made-up names in every script that certificates claim to print: letters with marks in the order
in which people write them."""

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpd.printing.fonts import covered


def letters(first: int, last: int) -> list[str]:
    """Return the letters in a range that the fonts cover."""
    points = [point for point in range(first, last + 1) if point in covered() or point < 0x250]
    return [chr(point) for point in points if unicodedata.category(chr(point))[0] == "L"]


@dataclass(frozen=True)
class Abugida:
    """How a syllable is written: a consonant, perhaps a second below it, then signs, each of a
    group, each perhaps left out."""

    consonants: Sequence[str]
    joiner: str
    groups: tuple[str, ...]
    before: str = ""  # vowels written before their consonant

    def syllable(self, chance: random.Random) -> str:
        """Return a syllable."""
        first = chance.choice(self.before) if self.before and chance.random() < 0.25 else ""
        word = first + chance.choice(self.consonants)
        if self.joiner and chance.random() < 0.2:
            word += self.joiner + chance.choice(self.consonants)
        signs = (chance.choice(group) for group in self.groups if chance.random() < 0.5)
        return word + "".join(signs)


def spread(first: int, last: int, *, without: str = "") -> str:
    """Return the letters in a range as one string."""
    return "".join(letter for letter in letters(first, last) if letter not in without)


ABUGIDAS = {
    "Devanagari": Abugida(spread(0x915, 0x939), "\u094d", ("ािीुूृेैोौ", "ंँः")),
    "Bengali": Abugida(
        [*letters(0x995, 0x9B9), "\u09af\u09bc", "\u09a1\u09bc"],
        "\u09cd",
        ("\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c7\u09c8\u09cb\u09cc", "ংঃঁ"),
    ),
    "Gurmukhi": Abugida(spread(0xA15, 0xA39), "", ("ਾਿੀੁੂੇੈੋੌ", "ੰ")),
    "Gujarati": Abugida(spread(0xA95, 0xAB9), "\u0acd", ("ાિીુૂૃેૈોૌ", "ં")),
    "Oriya": Abugida(spread(0xB15, 0xB39), "\u0b4d", ("ାିୀୁୂୃେୋ", "ଂଃଁ")),
    "Tamil": Abugida(spread(0xB95, 0xBB9), "", ("ாிீுூெேைொோௌ\u0bcd",)),
    "Telugu": Abugida(spread(0xC15, 0xC39), "\u0c4d", ("ాిీుూృెేైొోౌ", "ంః")),
    "Kannada": Abugida(spread(0xC95, 0xCB9), "\u0ccd", ("ಾಿುೂೃೆೌ", "ಂಃ")),
    "Malayalam": Abugida(spread(0xD15, 0xD39), "\u0d4d", ("ാിീുൂൃെേൈൊോ", "ംഃ")),
    "Sinhala": Abugida(spread(0xD9A, 0xDC6), "", ("ාැෑිීුූෙේොෝ", "ං")),  # noqa: RUF001 a Sinhala sign
    "Thai": Abugida(spread(0xE01, 0xE2E, without="ฃฅฤฦ"), "", ("ัิีึืุู", "่้๊๋"), "เแโใไ"),
    "Lao": Abugida(spread(0xE81, 0xEAE, without="ຯ"), "", ("ັິີຶືຸູົ", "່້"), "ເແໂໃໄ"),
    "Khmer": Abugida(spread(0x1780, 0x17A2, without="ឝឞ"), "\u17d2", ("ាិីឹឺុូួើេែៃោៅ", "ំះ")),
    "Myanmar": Abugida(spread(0x1000, 0x1020), "", ("\u103b\u103c\u103d\u103e", "ာိီုူေဲ", "ံ့း")),
}


def _pointed(base: str, marks: str) -> Callable[[random.Random], str]:
    def syllable(chance: random.Random) -> str:
        return chance.choice(base) + (chance.choice(marks) if chance.random() < 0.4 else "")

    return syllable


def _from(points: list[str]) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice(points)


PLAIN = {
    "Latin": _from(letters(0x41, 0x24F)),
    "Latin with loose marks": _pointed(
        "aeiounsṣẹọ", "\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323"
    ),
    "Vietnamese": _from(letters(0x1EA0, 0x1EF9)),
    "Greek": _from(letters(0x391, 0x3CE)),
    "Greek with breathings": _from(letters(0x1F00, 0x1FFC)),
    "Cyrillic": _from(letters(0x400, 0x4FF)),
    "Armenian": _from(letters(0x531, 0x586)),
    "Georgian": _from(letters(0x10D0, 0x10F0)),
    "Hebrew": _pointed(
        spread(0x5D0, 0x5EA), "\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc"
    ),
    "Arabic": _pointed(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويآأإؤئةى", "\u064e\u064f\u0650\u0651\u0652\u064b"
    ),
    "Persian and Urdu": _from(list("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے")),
    "Ethiopic": _from(letters(0x1200, 0x1356)),
    "Han": _from(letters(0x4E00, 0x9FA5)),
    "Kana": _from(letters(0x3041, 0x30FA)),
    "Hangul": _from(letters(0xAC00, 0xD7A3)),
}
SYLLABLES: dict[str, Callable[[random.Random], str]] = {
    **PLAIN,
    **{script: abugida.syllable for script, abugida in ABUGIDAS.items()},
}


def made_up(count: int, *, seed: int) -> list[tuple[str, str]]:
    """Return pairs of script and name, each script in its turn; equal seeds give equal names."""
    chance = random.Random(seed)  # noqa: S311 not a secret
    scripts = list(SYLLABLES)
    return [(script, _name(script, chance)) for script in (scripts * count)[:count]]


def _name(script: str, chance: random.Random) -> str:
    syllable = SYLLABLES[script]
    words = (
        "".join(syllable(chance) for _ in range(chance.randint(2, 6)))
        for _ in range(chance.randint(1, 3))
    )
    return unicodedata.normalize("NFC", " ".join(words))
