"""What a question's statistics mean, in plain words, each with what to do.

A quiz here asks for mastery: most learners are meant to pass, so an easy question is no fault by
itself, and the bounds at that end are wide. The bounds are conventions, not laws; each says whose.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

from courses.attempts.analysis.distractors import OptionCount
from courses.attempts.analysis.items import ItemStatistics

TOO_FEW = "too-few"  # the code of the finding that nothing else can be told
FEWEST = 20  # attempts; below, one learner moves every figure by 5 % or more (our choice)
TOO_EASY = 0.95  # “extremely easy” in the Open University's guide to Moodle's quiz reports
TOO_HARD = 0.35  # that guide's “about right” begins here
NEAR_GUESSING = 0.05  # over the guess score, a question tells little of knowledge (our choice)
WEAK = 0.20  # below, “poor”: R. L. Ebel and D. A. Frisbie, Essentials of Educational Measurement
PREFERRED = 0.10  # of all learners at least, so that two or three do not decide (our choice)
OFTEN_EMPTY = 0.10  # of the learners leave it without an answer (our choice)


class Weight(IntEnum):
    """How urgent a finding is, the most urgent first."""

    WRONG = 1  # look today: learners may be marked wrongly
    WEAK = 2  # worth rewriting
    NOTE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading: a word for it, what is seen, and what to do."""

    code: str
    weight: Weight
    words: str
    advice: str


def findings_of(item: ItemStatistics) -> list[Finding]:
    """Return what is worth knowing of a question, the most urgent first; nothing if all is well."""
    if not item.attempts:
        return []
    if item.attempts < FEWEST:
        return [_too_few(item)]
    found = (finding for read in READINGS for finding in read(item))
    return sorted(found, key=lambda finding: finding.weight)


def _too_few(item: ItemStatistics) -> Finding:
    return Finding(
        TOO_FEW,
        Weight.NOTE,
        f"{item.attempts} of at least {FEWEST} attempts: too few to tell.",
        "Wait, or count all attempts instead of the first ones only.",
    )


def _key(item: ItemStatistics) -> Iterator[Finding]:
    preferred = _preferred(item)
    if preferred is not None:
        yield Finding(
            "key-doubtful",
            Weight.WRONG,
            f"The key may be wrong: of the strongest learners more took “{preferred.option.text}” "
            "than the right answer.",
            "Check the key against its source. If it is wrong, correct it below: attempts are then "
            "marked anew. If it is right, see whether the wording misleads.",
        )
    elif item.discrimination is not None and item.discrimination < -noise(item.attempts):
        yield Finding(
            "negative",
            Weight.WRONG,
            "The key may be wrong: learners who do well elsewhere do worse here than the others.",
            "Check the key, then look for a second right answer, or for words that mislead those "
            "who know more.",
        )


def _difficulty(item: ItemStatistics) -> Iterator[Finding]:
    facility = item.facility
    if facility is None:
        return
    if facility >= TOO_EASY:
        yield Finding(
            "too-easy",
            Weight.NOTE,
            "Too easy to tell anything: nearly everybody gets it right.",
            "Keep it if everybody must know this; else make the wrong choices more plausible.",
        )
    elif item.guess is not None and facility <= item.guess + NEAR_GUESSING:
        yield Finding(
            "guessing",
            Weight.WEAK,
            "Learners do hardly better than by guessing.",
            "See whether the course teaches it, and whether the question says clearly what it "
            "asks.",
        )
    elif facility < TOO_HARD:
        yield Finding(
            "too-hard",
            Weight.WEAK,
            "Hard: most learners get it wrong.",
            "See whether the course teaches it, and whether two answers could be right.",
        )


def _discrimination(item: ItemStatistics) -> Iterator[Finding]:
    index = item.discrimination
    is_easy = item.facility is not None and item.facility >= TOO_EASY
    if index is not None and not is_easy and -noise(item.attempts) <= index < WEAK:
        yield Finding(
            "weak",
            Weight.WEAK,
            "It hardly tells learners who know the course from those who do not.",
            "Look for a hint that gives the answer away, or for wording that makes it a matter of "
            "luck.",
        )


def _unused(item: ItemStatistics) -> Iterator[Finding]:
    if len(item.places) != 1:
        return
    unused = [row for row in item.places[0].wrong if not row.count]
    if unused:
        names = ", ".join(f"“{row.option.text}”" for row in unused)
        yield Finding(
            "unused",
            Weight.NOTE,
            f"Nobody takes {names}.",
            "Write something that a learner with a common misunderstanding would choose, or take "
            "it out.",
        )


def _empty(item: ItemStatistics) -> Iterator[Finding]:
    if item.left_empty >= OFTEN_EMPTY * item.attempts:
        yield Finding(
            "empty",
            Weight.NOTE,
            f"{item.left_empty} of {item.attempts} left it without an answer.",
            "See whether it comes too late in a timed quiz, or asks for more than is clear.",
        )


READINGS: tuple[Callable[[ItemStatistics], Iterator[Finding]], ...] = (
    _key,
    _difficulty,
    _discrimination,
    _unused,
    _empty,
)


def noise(attempts: int) -> float:
    """Return the standard error of a correlation that is really zero, 1 / √(n - 1) (R. A. Fisher,
    Statistical Methods for Research Workers): what is nearer to zero may be chance."""
    return 1 / sqrt(attempts - 1) if attempts > 1 else 1.0


def _preferred(item: ItemStatistics) -> OptionCount | None:
    """The wrong option that the upper group takes more often than any right one, if there is."""
    for place in item.places:
        best = max((row.upper or 0.0 for row in place.right), default=0.0)
        for row in place.wrong:
            if row.upper is not None and row.upper > best and row.share >= PREFERRED:
                return row
    return None
