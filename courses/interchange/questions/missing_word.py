"""Reading the missing-word format: a sentence with its choices in braces
(docs.moodle.org/en/Missing_word_format). It is GIFT without titles, numbers and pairs."""

from dataclasses import replace

from courses.interchange.questions.form import Reading, ReadQuestion, Skipped
from courses.interchange.questions.gift import read_gift

OURS = {"single", "multiple", "text"}
REASON = "The missing-word format has no questions of this kind: import the file as GIFT."


def read_missing_word(content: bytes) -> Reading:
    """Return what a missing-word file holds. Raises Unreadable."""
    reading = read_gift(content)
    other = [question for question in reading.questions if question.kind not in OURS]
    skipped = (Skipped(one.where, _name(one), REASON) for one in other)
    return replace(
        reading,
        questions=tuple(one for one in reading.questions if one.kind in OURS),
        skipped=(*reading.skipped, *skipped),
        format="missing-word",
    )


def _name(question: ReadQuestion) -> str:
    return question.title or question.stem[:80]
