"""What can be said about a PDF's signature."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courses.certificates.models import SigningKey


class Signature(StrEnum):
    """The verdict on the signature of a file."""

    NONE = "none"
    INTACT = "intact"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown-signer"
    REVOKED_KEY = "revoked-key"
    UNREADABLE = "unreadable"


SENTENCES = {
    Signature.NONE: "The file carries no signature.",
    Signature.INTACT: "We signed this file, and nothing in it was changed since.",
    Signature.CHANGED: "The file was changed after it was signed.",
    Signature.UNKNOWN_SIGNER: "The file was signed by somebody else, not by us.",
    Signature.REVOKED_KEY: "The file was signed with a key of ours that we trust no longer.",
    Signature.UNREADABLE: "The file cannot be read as a PDF.",
}


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """A verdict, with what the signature says of itself and the credential that is attached."""

    signature: Signature
    signed_at: datetime | None = None
    level: str = ""
    key: SigningKey | None = None
    credential: bytes | None = None

    @property
    def sentence(self) -> str:
        """The verdict for people."""
        return SENTENCES[self.signature]
