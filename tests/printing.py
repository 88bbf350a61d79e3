"""Printing names in the certificate's fonts, and comparing what is read back."""

import unicodedata
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path

from django.core.exceptions import ValidationError
from django.test import override_settings

from accounts.names import clean_name
from cpd.printing.typesetting import typeset
from tests.reading import pages_of

BATCH = 60
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def accepted(names: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return names as the form keeps them, and the others with the form's words."""
    kept, refused = [], {}
    for typed in names:
        try:
            kept.append(clean_name(typed))
        except ValidationError as error:
            refused[typed] = error.messages[0]
    return kept, refused


def printed(names: list[str]) -> list[str]:
    """Print names, a page each, and read them back."""
    read: list[str] = []
    with override_settings(BASE_DIR=Path(__file__).parent):
        for batch in batched(names, BATCH):
            read += pages_of(typeset("names", {"names": batch}, made_at=MADE_AT))
    return [unicodedata.normalize("NFC", text) for text in read]
