"""What a text brings along from a word processor and nobody meant: empty paragraphs, runs of
spaces. Draftail takes the mark-up away by itself."""

import re

SPACE = r"(?:\s|\u00a0|&nbsp;|&#160;|<br\s*/?>)"
EMPTY = re.compile(rf"<(p|li)\b[^>]*>{SPACE}*</\1>")
EDGES = re.compile(rf"(<(?:p|li)\b[^>]*>){SPACE}+|{SPACE}+(</(?:p|li)>)")
RUN = re.compile(r"(?:[ \t]|\u00a0|&nbsp;|&#160;){2,}")


def tidy(html: str) -> str:
    """Return a text without empty paragraphs, and with one space where several stood. A lone
    no-break space is kept: it may hold a number to its unit."""
    html = EDGES.sub(lambda found: found[1] or found[2] or "", RUN.sub(" ", html))
    return EMPTY.sub("", html)
