"""What buyers agree to before they pay, word for word, with the version that their order keeps."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TERMS_VERSION = "2026-11"
CONSENT_VERSION = "2026-11"
CONSENT_TEXTS: dict[str, Promise] = {
    "2026-11": _(
        "Open my courses at once. I understand that I then lose the right to cancel within "
        "14 days that I would otherwise have."
    ),
}
CONSENT_TEXT = CONSENT_TEXTS[CONSENT_VERSION]  # beside the box that starts unticked


def consent_text(version: str) -> str:
    """Return the words that a version showed; nothing for an order that needed none."""
    return str(CONSENT_TEXTS.get(version, ""))
