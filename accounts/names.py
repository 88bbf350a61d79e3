"""The name for certificates: kept as typed, refused only where it cannot be printed."""

import unicodedata

from django.core.exceptions import ValidationError

from cpd.printing.fonts import unprintable

LONGEST = 200


def clean_name(typed: str) -> str:
    """Return a name in NFC with single spaces. Raises ValidationError that names what cannot be
    printed."""
    name = " ".join(unicodedata.normalize("NFC", typed).split(" ")).strip()
    name = " ".join(part for part in name.split(" ") if part)
    if not any(character.isalnum() for character in name):
        raise ValidationError("Enter your name with at least one letter.")
    faulty = unprintable(name)
    if faulty:
        raise ValidationError(
            f"We cannot print {', '.join(faulty[:5])}. Leave it out or write it another way,"
            " for example in Latin letters."
        )
    return name
