"""Reading the questions of a package, with their faults at their lines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from courses.interchange.answers_in import NO_ANSWERS, Answers
from courses.interchange.blocks_in import Shelf, pointers
from courses.interchange.keys import read_key
from courses.interchange.located import Reader
from courses.interchange.numbers_in import decimal_of
from courses.interchange.question_markup import Words, read_words
from courses.interchange.resolving import resolve
from courses.quizzes.checking import content_faults
from courses.quizzes.compiling import compile_question
from courses.quizzes.kinds import Difficulty, QuestionKind, Rule, Shuffle
from courses.quizzes.models import Question
from courses.quizzes.wording import plain

MARKDOWN = 2  # the first format whose questions are Markdown
LONGEST = 20_000
SMALLEST, MOST_POINTS = Decimal("0.01"), 1000
BANKS = ("course", "shared")


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question's fields, its tags and the questions of a case; references and pictures have only
    their names."""

    key: str
    values: dict[str, Any]
    tags: tuple[str, ...] = ()
    parts: tuple["QuestionDraft", ...] = ()
    is_shared: bool = False
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Texts:
    """Reads texts: lines in packages of format 1, Markdown with pictures since."""

    shelf: Shelf
    format: int

    def rich(self, reader: Reader, name: str, *, is_optional: bool = True) -> Any:
        """Return a rich text of a field."""
        if self.format < MARKDOWN:
            return plain(reader.line_of(name, longest=2000))
        source = reader.text_of(name, is_optional=is_optional)
        return self.words(source, lambda reason: reader.fault(name, f"“{name}” {reason}"))

    def words(self, source: str, fault: Callable[[str], None]) -> Words:
        """Return the rich text of Markdown; a picture that the package lacks is a fault."""
        if len(source) > LONGEST:
            fault(f"has {len(source)} characters; at most {LONGEST} fit.")
            return Words("")
        words = read_words(source)
        for name in words.pictures:
            if name.removeprefix("media/") not in self.shelf.images:
                fault(f"shows “{name}”, which is not among the package’s pictures.")
        return words


def read_question(reader: Reader, texts: Texts, *, is_part: bool = False) -> QuestionDraft:
    """Return what a package says of a question."""
    kind = reader.choice("kind", QuestionKind.values)
    key = read_key(reader, "key")
    references = pointers(reader, "references", texts.shelf.references)
    values = {
        **NO_ANSWERS,
        "key": key,
        "kind": kind,
        "stem": texts.rich(reader, "stem", is_optional=False),
        "explanation": texts.rich(reader, "explanation"),
        "references": [{"type": "reference", "value": row} for row in references],
        "difficulty": _option(reader, "difficulty", Difficulty.values, ""),
        "points": _points(reader),
        "rule": _option(reader, "rule", Rule.values, Rule.ALL_OR_NOTHING),
        "shuffle": _option(reader, "shuffle", Shuffle.values, Shuffle.ALL),
        **Answers(texts.rich, texts.words).read(kind, reader, texts.shelf),
    }
    parts = _parts(reader, texts) if kind == QuestionKind.VIGNETTE and not is_part else ()
    is_shared = _option(reader, "bank", BANKS, "course") == "shared" and not is_part
    tags = tuple(reader.lines_of("tags", fewest=0, longest=100))
    _check(reader, values)
    reader.done()
    return QuestionDraft(key, values, tags, parts, is_shared, reader.line_at("key"))


def _parts(reader: Reader, texts: Texts) -> tuple[QuestionDraft, ...]:
    entries = reader.items("questions", fewest=0, is_optional=False)
    parts = [read_question(reader.child(one, line), texts, is_part=True) for one, line in entries]
    for part in parts:
        if part.values["kind"] == QuestionKind.VIGNETTE:
            reader.fault("questions", "A case vignette holds no other case vignette.")
    return tuple(parts)


def _points(reader: Reader) -> Decimal:
    points = Decimal(decimal_of(reader, "points", default=1) or 1)
    if not SMALLEST <= points <= MOST_POINTS or points != points.quantize(SMALLEST):
        reader.fault("points", "“points” must be from 0.01 to 1000, with two places at most.")
        return Decimal(1)
    return points


def _option(reader: Reader, name: str, options: Any, default: str) -> str:
    return reader.choice(name, [*options]) if name in reader.mapping else default


def _check(reader: Reader, values: dict[str, Any]) -> None:
    """Note what the studio would refuse, at the field it stands in."""
    if not reader.is_mapping:
        return
    question = Question(**_uncited(resolve(values, Shelf({}, {}, {}, {}, {}))))
    for name, fault in content_faults(compile_question(question)).items():
        reader.fault(name, fault)


def _uncited(value: Any) -> Any:
    """References are not rows yet, and no matter for the rules."""
    if isinstance(value, dict):
        return {
            name: [] if name == "references" else _uncited(inner) for name, inner in value.items()
        }
    return [_uncited(inner) for inner in value] if isinstance(value, list) else value
