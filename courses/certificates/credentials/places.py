"""Where a certificate stands in the published status lists (W3C, Bitstring Status List 1.0)."""

from typing import Any

from courses.certificates.serials import LIST_SIZE

REVOCATION, MESSAGE = "revocation", "message"
REASONS = {"0x0": "valid or revoked", "0x1": "superseded by a later certificate"}


def list_address(base: str, purpose: str, number: int) -> str:
    """Return the address of a list; `base` is the site's verify address."""
    return f"{base}status/{purpose}/{number}/"


def status_entries(base: str, place: int) -> list[dict[str, Any]]:
    """Return both entries of a certificate. Revocation says that it is not valid any more; the
    message, of one bit as verifiers read it today, says whether because another replaced it."""
    number, index = divmod(place, LIST_SIZE)
    messages = [{"status": status, "message": text} for status, text in REASONS.items()]
    revocation = _entry(list_address(base, REVOCATION, number), REVOCATION, index)
    message = _entry(list_address(base, MESSAGE, number), MESSAGE, index)
    return [revocation, {**message, "statusSize": 1, "statusMessage": messages}]


def _entry(address: str, purpose: str, index: int) -> dict[str, Any]:
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }
