"""The published status lists, built from the rows that are not valid any more."""

import base64
import gzip
import json
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from courses.certificates.credentials.contexts import VC2
from courses.certificates.credentials.issuer import issuer_did
from courses.certificates.credentials.keeping import signed_text, signed_token
from courses.certificates.credentials.places import MESSAGE, REVOCATION, list_address
from courses.certificates.credentials.proofs import Document, moment
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate
from courses.certificates.serials import LIST_SIZE

STATES = {
    REVOCATION: [Certificate.State.REVOKED, Certificate.State.SUPERSEDED],
    MESSAGE: [Certificate.State.SUPERSEDED],
}
LIFE = timedelta(days=1)
FRESH = 300  # seconds for which anybody may keep a list


def list_document(purpose: str, number: int) -> Document:
    """Return a list as a credential, unsigned; its times are those of the hour, so that the same
    list is signed once an hour."""
    start = number * LIST_SIZE
    places = Certificate.objects.filter(
        state__in=STATES[purpose], status_index__range=(start, start + LIST_SIZE - 1)
    ).values_list("status_index", flat=True)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    address = list_address(f"{settings.BASE_URL}/verify/", purpose, number)
    return {
        "@context": [VC2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did(),
        "validFrom": moment(hour),
        "validUntil": moment(hour + LIFE),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(place - start for place in places),
            "ttl": FRESH * 1000,
        },
    }


def signed_list(purpose: str, number: int, *, is_token: bool = False) -> str:
    """Return a list with our signature: as JSON, or as a JWT. Raises NoKeys and KeyMissing."""
    document = list_document(purpose, number)
    key = current_key(Purpose.CREDENTIAL).key_id
    unsigned = json.dumps(document, sort_keys=True)
    place = f"status-list:{purpose}:{number}:{key}:{is_token}"
    kept: tuple[str, str] | None = cache.get(place)
    if kept is not None and kept[0] == unsigned:
        return kept[1]
    issuer = {**document, "issuer": {"id": document["issuer"]}}
    text = signed_token(issuer) if is_token else signed_text(document)
    cache.set(place, (unsigned, text), 3600)
    return text


def encode(places: Iterable[int]) -> str:
    """Return a bit string with these places set: gzip in Multibase's base 64 for addresses."""
    bits = bytearray(LIST_SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
