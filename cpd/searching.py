"""Wagtail's search in the database, asked with plain words only.

SQLite's full text search reads quotation marks as its own language, and neither database builds a
condition of thousands of words.
"""

from typing import Any

from wagtail.search.backends import database
from wagtail.search.query import And, Or, Phrase, PlainText

MOST_WORDS = 30
LONGEST = 500


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 the name that Wagtail asks for
    """Return the database's own backend, behind our look at what is asked."""
    backend = database.SearchBackend(params)
    search = backend._search

    def search_plainly(compiler: Any, query: Any, rows: Any, **options: Any) -> Any:
        return search(compiler, in_plain_words(query), rows, **options)

    backend._search = search_plainly
    return backend


def in_plain_words(query: Any) -> Any:
    """Return a query without what a database reads as something else; an empty text, which finds
    nothing, where nothing is left."""
    if isinstance(query, str):
        return _plain(query)
    if isinstance(query, PlainText):
        text = _plain(query.query_string)
        return PlainText(text, operator=query.operator, boost=query.boost) if text else ""
    if isinstance(query, Phrase):
        text = _plain(query.query_string)
        return Phrase(text) if text else ""
    if isinstance(query, And | Or):
        parts = [part for part in map(in_plain_words, query.subqueries[:MOST_WORDS]) if part != ""]
        return type(query)(parts) if len(parts) > 1 else next(iter(parts), "")
    return query


def _plain(text: str) -> str:
    return " ".join(text[:LONGEST].replace('"', " ").replace("\x00", " ").split()[:MOST_WORDS])
