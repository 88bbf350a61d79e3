"""Searching and filtering the catalogue."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from courses.editions.models import Edition

TWO_HOURS = 120
NEAR = 0.75  # how alike a word must be to count as a typing error
SORTS: dict[str, tuple[str, Callable[[Edition], Any]]] = {
    "suggested": ("Suggested order", lambda edition: (not edition.course.is_flagship, edition.pk)),
    "title": ("Title", lambda edition: edition.title.lower()),
    "short": ("Shortest first", lambda edition: edition.minutes),
    "new": ("Newest first", lambda edition: -edition.published_at.timestamp()),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One box of a filter."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A group of boxes."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Found:
    """What the catalogue page shows."""

    editions: list[Edition]
    filters: list[Filter]
    query: str
    sort: str
    sorts: list[tuple[str, str]]
    corrected: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was searched or filtered."""
        return bool(self.query) or any(
            option.is_chosen for group in self.filters for option in group.options
        )


def length_of(edition: Edition) -> str:
    """Return the length class of an edition."""
    return "short" if edition.minutes <= TWO_HOURS else "long"


VALUES: dict[str, Callable[[Edition], str]] = {
    "topic": lambda edition: edition.topic.key,
    "length": length_of,
    "level": lambda edition: edition.level,
}


def search(editions: list[Edition], query: QueryDict) -> Found:
    """Return the editions that fit, with counts for each filter over what the search found."""
    text = query.get("q", "").strip()[:100]
    found, corrected = match(editions, text)
    chosen = {name: set(query.getlist(name)) for name in VALUES}
    shown = [edition for edition in found if _fits(edition, chosen)]
    sort = query.get("sort", "")
    sort = sort if sort in SORTS else "suggested"
    return Found(
        editions=sorted(shown, key=SORTS[sort][1]),
        filters=[_filter(name, editions, found, chosen[name]) for name in VALUES],
        query=text,
        sort=sort,
        sorts=[(key, label) for key, (label, _) in SORTS.items()],
        corrected=corrected,
    )


def match(editions: list[Edition], text: str) -> tuple[list[Edition], str]:
    """Return the editions that hold every word, forgiving typing errors, and the text as
    understood."""
    if not text:
        return editions, ""
    corpora = {edition.pk: _words(edition) for edition in editions}
    vocabulary = sorted(set().union(*corpora.values())) if corpora else []
    understood = [_nearest(word, vocabulary) for word in text.lower().split()]
    found = [
        edition
        for edition in editions
        if all(any(word in own for own in corpora[edition.pk]) for word in understood)
    ]
    corrected = " ".join(understood)
    return found, corrected if corrected != " ".join(text.lower().split()) else ""


def _nearest(word: str, vocabulary: list[str]) -> str:
    if any(word in known for known in vocabulary):
        return word
    return next(iter(get_close_matches(word, vocabulary, n=1, cutoff=NEAR)), word)


def _words(edition: Edition) -> set[str]:
    parts = [
        edition.title,
        edition.summary,
        edition.topic.name,
        edition.audience,
        *edition.outcomes,
    ]
    text = " ".join(parts).lower().replace("–", " ").replace("-", " ")
    return {word.strip(".,;:“”‘’'\"()?") for word in text.split()} - {""}


def _fits(edition: Edition, chosen: dict[str, set[str]]) -> bool:
    return all(not values or VALUES[name](edition) in values for name, values in chosen.items())


def _filter(name: str, everything: list[Edition], found: list[Edition], chosen: set[str]) -> Filter:
    counts = Counter(VALUES[name](edition) for edition in found)
    labels = {VALUES[name](edition): _label(name, edition) for edition in everything}
    options = [
        Option(value, label, counts[value], value in chosen)
        for value, label in sorted(labels.items(), key=lambda pair: pair[1])
    ]
    return Filter(name, {"topic": "Topic", "length": "Length", "level": "Level"}[name], options)


def _label(name: str, edition: Edition) -> str:
    if name == "topic":
        return edition.topic.name
    if name == "level":
        return edition.get_level_display()
    return "Up to 2 hours" if length_of(edition) == "short" else "Over 2 hours"
