"""Where a question stands in the bank: its tags, its difficulty and its references."""

from collections.abc import Mapping
from html import escape

from courses.interchange.questions.form import ReadQuestion
from courses.lessons.models import Reference

LONGEST_TAG = 100
DIFFICULTIES = {
    "easy": "easy", "low": "easy", "medium": "medium", "moderate": "medium", "hard": "hard",
    "difficult": "hard", "high": "hard",
}  # fmt: skip
NAMELESS = ("default for ", "top")  # Moodle's own categories


def difficulty_of(read: ReadQuestion) -> str:
    """Return easy, medium or hard; nothing for another word."""
    return DIFFICULTIES.get(read.difficulty.strip().lower(), "")


def tags_of(read: ReadQuestion) -> tuple[tuple[str, ...], list[str]]:
    """Return a question's tags, with the names of its category and a difficulty that is a word of
    one's own, and what is to be said of it."""
    notes = []
    folders = [name for name in read.category if not name.lower().startswith(NAMELESS)]
    word = read.difficulty.strip()
    other = [word] if word and not difficulty_of(read) else []
    if folders:
        notes.append(f"Its category {'/'.join(folders)} is in its tags.")
    if other:
        notes.append(f"Its difficulty “{word}” is a tag: we know easy, medium and hard.")
    every = (" ".join(name.split())[:LONGEST_TAG] for name in (*read.tags, *folders, *other))
    return tuple({name.casefold(): name for name in every if name}.values()), notes


def references_named(questions: tuple[ReadQuestion, ...]) -> dict[str, int]:
    """Return the numbers of the references that questions name, by DOI in small letters and key."""
    if not any(question.references for question in questions):
        return {}
    rows = Reference.objects.values_list("pk", "key", "doi")
    return {name: pk for pk, key, doi in rows for name in (key, doi.lower()) if name}


def sources_of(read: ReadQuestion, numbers: Mapping[str, int]) -> tuple[list[int], str]:
    """Return the references that the library has, and paragraphs that name the others."""
    found = [numbers[one.lower()] for one in read.references if one.lower() in numbers]
    others = [one for one in read.references if one.lower() not in numbers]
    return found, "".join(f"<p>Reference: {_link(one)}</p>" for one in others)


def _link(reference: str) -> str:
    shown = escape(reference)
    is_doi = reference.startswith("10.")
    return f'<a href="https://doi.org/{shown}">{shown}</a>' if is_doi else shown
