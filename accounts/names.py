"""What certificates print of a person: kept as typed, refused only where it cannot be printed."""

import unicodedata

from django.core.exceptions import ValidationError

from cpd.printing.fonts import unprintable

LONGEST = 200


def clean_name(typed: str) -> str:
    """Return a name in NFC with single spaces. Raises ValidationError that names what cannot be
    printed."""
    name = _spaced(typed)
    if not any(character.isalnum() for character in name):
        raise ValidationError("Enter your name with at least one letter.")
    return clean_line(name)


def clean_line(typed: str) -> str:
    """Return any line that is printed, in NFC with single spaces; it may be empty. Raises
    ValidationError that names what cannot be printed."""
    line = _spaced(typed)
    faulty = unprintable(line)
    if faulty:
        raise ValidationError(
            f"We cannot print {', '.join(faulty[:5])}. Leave it out or write it another way,"
            " for example in Latin letters."
        )
    return line


def _spaced(typed: str) -> str:
    """Only spaces are joined: a hidden character in their place is named, not dropped."""
    parts = unicodedata.normalize("NFC", typed).split(" ")
    return " ".join(part for part in parts if part).strip()
