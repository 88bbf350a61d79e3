"""GIFT's own signs: which character a backslash hides, and what stands between which."""

import re

HIDDEN = {"~": "\ue000", "=": "\ue001", "#": "\ue002", "{": "\ue003", "}": "\ue004", ":": "\ue005",
          "\\": "\ue006", "n": "\ue007"}  # fmt: skip
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()} | {HIDDEN["n"]: "\n"}
PRIVATE = re.compile("[\ue000-\ue007]")
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
TAG = re.compile(r"<[a-zA-Z][^<>=]*=[\"'][^<>]*>")  # with attributes that nobody escaped
SIGNS = re.compile(r"[~=#{}:\\]")


def hide(text: str) -> str:
    """Return text in which a sign behind a backslash, or in an HTML tag, no longer looks like
    one."""
    hidden = ESCAPED.sub(lambda match: HIDDEN[match[1]], PRIVATE.sub("\ufffd", text))
    return TAG.sub(lambda match: SIGNS.sub(lambda sign: HIDDEN[sign[0]], match[0]), hidden)


def show(text: str) -> str:
    """Return text with the signs that were hidden."""
    return PRIVATE.sub(lambda match: SHOWN[match[0]], text)


def escape(text: str) -> str:
    """Return text as GIFT writes it, on one line."""
    return SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")
