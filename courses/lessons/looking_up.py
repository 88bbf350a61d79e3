"""What a DOI names: registries answer in CSL-JSON (citationstyles.org, schema 1.0)."""

import json
from contextlib import suppress
from typing import Any

from django.conf import settings

from courses.lessons.sanitising import plain_words
from cpd.fetching import NotPublic, Silent, ask

FORM = "application/vnd.citationstyles.csl+json"
MOST_AUTHORS = 6  # that are printed; then “et al.”
FOUND = 200


class NotFound(Exception):
    """Nobody registered this DOI."""


class NoAnswer(Exception):
    """The registry could not be asked, or said nothing that can be read."""


def look_up(doi: str) -> dict[str, Any]:
    """Return authors, title, source and year of a DOI, as far as they are registered. Raises
    NotFound and NoAnswer."""
    try:
        reply = ask(f"{settings.DOI_RESOLVER}{doi}", accept=FORM)
    except (Silent, NotPublic) as error:
        raise NoAnswer(str(error)) from None
    if reply.status == 404:
        raise NotFound
    with suppress(ValueError):
        item = json.loads(reply.body)
        if reply.status == FOUND and isinstance(item, dict):
            return fields_of(item)
    raise NoAnswer(f"Status {reply.status}.")


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    """Return a reference's fields from a CSL-JSON item; what it lacks is left out."""
    fields = {
        "authors": _authors(item.get("author"))[:300],
        "title": _first(item.get("title"))[:400],
        "source": _source(item)[:250],
        "year": _year(item),
    }
    return {name: value for name, value in fields.items() if value}


def _authors(people: Any) -> str:
    listed = people if isinstance(people, list) else []
    known = list(filter(None, (_name(one) for one in listed if isinstance(one, dict))))
    return ", ".join([*known[:MOST_AUTHORS], *(["et al."] if len(known) > MOST_AUTHORS else [])])


def _name(person: dict[str, Any]) -> str:
    """Return a name as medicine writes it: Bonaz B."""
    family, given = _first(person.get("family")), _first(person.get("given"))
    if not family:
        return _first(person.get("literal") or person.get("name"))
    particle = _first(person.get("non-dropping-particle"))
    initials = "".join(part[0] for part in given.replace("-", " ").split() if part[0].isalpha())
    return " ".join(filter(None, [particle, family, initials]))


def _source(item: dict[str, Any]) -> str:
    """Return where it stands: Front Neurosci 2018;12(1):49."""
    journal = _first(item.get("container-title-short")) or _first(item.get("container-title"))
    year, volume, issue = _year(item), _first(item.get("volume")), _first(item.get("issue"))
    page = _first(item.get("page")) or _first(item.get("article-number"))
    if not journal:
        return " ".join(filter(None, [_first(item.get("publisher")), str(year or "")]))
    number = f"{volume}({issue})" if volume and issue else volume
    place = ":".join(filter(None, [number, page]))
    return f"{journal} {year or ''}{f';{place}' if place else ''}".strip()


def _year(item: dict[str, Any]) -> int | None:
    with suppress(KeyError, IndexError, TypeError, ValueError):
        year = int(item["issued"]["date-parts"][0][0])
        return year if 1000 <= year <= 9999 else None
    return None


def _first(value: Any) -> str:
    """Return one line of plain words; registries send lists, and mark-up in titles."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return plain_words(str(value)) if isinstance(value, str | int) else ""
