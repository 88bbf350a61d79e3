"""Terms of the glossary in a package."""

from typing import Any

from courses.interchange.blocks_out import filled
from courses.interchange.keys import KEY_RULE, LONGEST_KEY, is_key
from courses.interchange.library import Library
from courses.interchange.located import Reader
from courses.lessons.models import Term


def read_terms(reader: Reader) -> dict[str, dict[str, str]]:
    """Return the terms of a mapping, by key. A name has one key, here and in the library."""
    known = {name.lower(): key for name, key in Term.objects.values_list("name", "key")}
    rows: dict[str, dict[str, str]] = {}
    for key, value in reader.mapping.items():
        inner = reader.child(value, reader.mapping.lines[key])
        if not is_key(key):
            inner.fault("", f"“{key[:LONGEST_KEY]}” {KEY_RULE}")
            continue
        row = rows[key] = {
            "name": inner.line_of("name", longest=100),
            "also": inner.line_of("also", longest=300, is_optional=True),
            "meaning": inner.line_of("meaning", longest=500),
        }
        other = known.setdefault(row["name"].lower(), key)
        if other != key:
            inner.fault("name", f"“{row['name']}” has the key “{other}” already. Use that.")
        inner.done()
    return rows


def write_term(term: Term) -> dict[str, Any]:
    """Return a term as a package writes it."""
    return filled(name=term.name, also=term.also, meaning=term.meaning)


def store_terms(terms: dict[str, dict[str, str]], library: Library) -> dict[str, int]:
    """Return the rows of terms by key."""
    return {key: library.put(Term, key, values).pk for key, values in terms.items()}
