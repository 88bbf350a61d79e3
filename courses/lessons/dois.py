"""Digital object identifiers (ISO 26324): one way to write them, however they were pasted."""

import re
from urllib.parse import unquote

FORM = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*/[^\s<>\"]+")
RESOLVERS = re.compile(r"^(doi:\s*|(https?://)?(dx\.|www\.)?doi\.org/)", re.IGNORECASE)


def bare_doi(text: str) -> str:
    """Return a DOI as it was registered, without the address of a resolver before it. Raises
    ValueError for what is none."""
    words = text.strip()
    if RESOLVERS.match(words):
        words = unquote(RESOLVERS.sub("", words))
    doi = words.rstrip(".,;")
    if not FORM.fullmatch(doi):
        raise ValueError(f"“{text}” is no DOI. A DOI looks like 10.3389/fnins.2018.00049.")
    return doi


def doi_address(doi: str) -> str:
    """Return where a DOI leads."""
    return f"https://doi.org/{doi}"
