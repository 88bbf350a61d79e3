"""Keys for questions that come without one: from the title, unique in their bank."""

import re
import unicodedata

LONGEST = 70  # which leaves room for a number
OTHER = re.compile(r"[^a-z0-9]+")


class Keys:
    """Makes keys that a bank does not have yet."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def fresh(self, *names: str) -> str:
        """Return a key from the first name that has letters, with a number if it is taken."""
        base = next((key for name in names if (key := key_of(name))), "question")
        key, number = base, 2
        while key in self.taken:
            key, number = f"{base}-{number}", number + 1
        self.taken.add(key)
        return key


def key_of(name: str) -> str:
    """Return lower-case words with hyphens; nothing if a name has no Latin letters or figures."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return OTHER.sub("-", letters)[:LONGEST].strip("-")
