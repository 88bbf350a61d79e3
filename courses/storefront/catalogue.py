"""Searching and filtering the catalogue."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from courses.storefront.cards import Card
from cpd.money import Money

TWO_HOURS = 120
DEAR = {"AUD": 5000, "GBP": 3000}  # above which a course is in the upper class of prices
NEAR = 0.75  # how alike a word must be to count as a typing error
SORTS: dict[str, tuple[str, Callable[[Card], Any]]] = {
    "suggested": (
        "Suggested order",
        lambda card: (not card.edition.course.is_flagship, card.edition.pk),
    ),
    "title": ("Title", lambda card: card.edition.title.lower()),
    "price": ("Lowest price first", lambda card: (card.amount is None, card.amount)),
    "short": ("Shortest first", lambda card: card.edition.minutes),
    "new": ("Newest first", lambda card: -card.edition.published_at.timestamp()),
}
# Classes that follow their size, not the alphabet.
RANKS = {value: rank for rank, value in enumerate(("short", "long", "free", "low", "high", "none"))}


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

    cards: list[Card]
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


def length_of(card: Card) -> str:
    """Return the length class of a course."""
    return "short" if card.edition.minutes <= TWO_HOURS else "long"


def price_class(card: Card) -> str:
    """Return the price class of a course."""
    if card.offer is None or card.offer.money is None:
        return "none"
    money = card.offer.money
    return "free" if not money.amount else "low" if money.amount <= DEAR[money.currency] else "high"


VALUES: dict[str, Callable[[Card], str]] = {
    "topic": lambda card: card.edition.topic.key,
    "price": price_class,
    "length": length_of,
    "level": lambda card: card.edition.level,
}
LABELS = {"topic": "Topic", "price": "Price", "length": "Length", "level": "Level"}


def search(cards: list[Card], query: QueryDict) -> Found:
    """Return the courses that fit, with counts for each filter over what the search found."""
    text = query.get("q", "").strip()[:100]
    found, corrected = match(cards, text)
    chosen = {name: set(query.getlist(name)) for name in VALUES}
    shown = [card for card in found if _fits(card, chosen)]
    sort = query.get("sort", "")
    sort = sort if sort in SORTS else "suggested"
    return Found(
        cards=sorted(shown, key=SORTS[sort][1]),
        filters=[_filter(name, cards, found, chosen[name]) for name in VALUES],
        query=text,
        sort=sort,
        sorts=[(key, label) for key, (label, _) in SORTS.items()],
        corrected=corrected,
    )


def match(cards: list[Card], text: str) -> tuple[list[Card], str]:
    """Return the courses that hold every word, forgiving typing errors, and the text as
    understood."""
    if not text:
        return cards, ""
    corpora = {card.edition.pk: _words(card) for card in cards}
    vocabulary = sorted(set().union(*corpora.values())) if corpora else []
    understood = [_nearest(word, vocabulary) for word in text.lower().split()]
    found = [
        card
        for card in cards
        if all(any(word in own for own in corpora[card.edition.pk]) for word in understood)
    ]
    corrected = " ".join(understood)
    return found, corrected if corrected != " ".join(text.lower().split()) else ""


def _nearest(word: str, vocabulary: list[str]) -> str:
    if any(word in known for known in vocabulary):
        return word
    return next(iter(get_close_matches(word, vocabulary, n=1, cutoff=NEAR)), word)


def _words(card: Card) -> set[str]:
    edition = card.edition
    parts = [
        edition.title,
        edition.summary,
        edition.topic.name,
        edition.audience,
        *edition.outcomes,
    ]
    text = " ".join(parts).lower().replace("–", " ").replace("-", " ")
    return {word.strip(".,;:“”‘’'\"()?") for word in text.split()} - {""}


def _fits(card: Card, chosen: dict[str, set[str]]) -> bool:
    return all(not values or VALUES[name](card) in values for name, values in chosen.items())


def _filter(name: str, everything: list[Card], found: list[Card], chosen: set[str]) -> Filter:
    counts = Counter(VALUES[name](card) for card in found)
    labels = {VALUES[name](card): _label(name, card) for card in everything}
    options = [
        Option(value, label, counts[value], value in chosen)
        for value, label in sorted(
            labels.items(), key=lambda pair: (RANKS.get(pair[0], 0), pair[1])
        )
    ]
    return Filter(name, LABELS[name], options)


def _label(name: str, card: Card) -> str:
    if name == "topic":
        return card.edition.topic.name
    if name == "level":
        return card.edition.get_level_display()
    if name == "price":
        return _price_label(card)
    return "Up to 2 hours" if length_of(card) == "short" else "Over 2 hours"


def _price_label(card: Card) -> str:
    found = price_class(card)
    if found in {"free", "none"} or card.offer is None or card.offer.money is None:
        return "Free" if found == "free" else "Not on sale here"
    currency = card.offer.money.currency
    limit = str(Money(DEAR[currency], currency)).removesuffix(".00")
    return f"Up to {limit}" if found == "low" else f"Over {limit}"
