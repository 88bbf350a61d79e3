"""Data Integrity proofs of the kinds eddsa-rdfc-2022, which we make, and eddsa-jcs-2022 (W3C), and
compact JWTs."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.utils import timezone

# The guard stops documents whose canonical form would take minutes; it has no public name yet.
from openbadgeslib.ob3._canon_guard import WorkBudget, canonize
from pyld import jsonld

from courses.certificates.credentials.contexts import load, workable
from courses.certificates.credentials.plain_form import canonical
from courses.certificates.keys.store import Sign
from courses.certificates.keys.thumbprints import from_base58, to_base58

Document = dict[str, Any]
SUITE, PLAIN_SUITE = "eddsa-rdfc-2022", "eddsa-jcs-2022"
SIGNATURE_LENGTH = 64


class BadProof(Exception):
    """A proof does not hold; the message says why."""


def add_proof(document: Document, *, method: str, sign: Sign) -> Document:
    """Return the document with a proof by the key that `method` names."""
    proof: Document = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(timezone.now()),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = sign(hash_data(document, proof))
    return {**document, "proof": {**proof, "proofValue": to_base58(signature)}}


def check_proof(
    document: Document, proof: Mapping[str, Any], public: Ed25519PublicKey, budget: WorkBudget
) -> None:
    """Check a proof over a document, which for a chain holds the proofs before it. The budget is
    that of the whole check. Raises BadProof, and what the JSON-LD processor raises."""
    try:
        signature = from_base58(str(proof.get("proofValue", "")))
    except ValueError:
        raise BadProof("The proof’s value is no base 58 text.") from None
    if len(signature) != SIGNATURE_LENGTH:
        raise BadProof("The proof’s value is no Ed25519 signature.")
    try:
        public.verify(signature, SUITES[proof["cryptosuite"]](document, proof, budget))
    except InvalidSignature:
        raise BadProof("The signature does not match: the credential was changed.") from None


def hash_data(
    document: Mapping[str, Any], proof: Mapping[str, Any], budget: WorkBudget | None = None
) -> bytes:
    """Return what is signed: the hash of the proof's options, then that of the document."""
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    work = budget or WorkBudget()
    texts = [
        canonize(jsonld, workable(part), load, work)
        for part in ({**options, "@context": document.get("@context")}, dict(document))
    ]
    return b"".join(hashlib.sha256(text.encode()).digest() for text in texts)


def hash_plain(
    document: Mapping[str, Any], proof: Mapping[str, Any], budget: WorkBudget | None = None
) -> bytes:
    """Return what eddsa-jcs-2022 signs: both hashes over plain JSON, whatever it means. Raises
    BadProof where the proof names other contexts."""
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    unsecured = dict(document)
    if "@context" in options:
        ours, theirs = (_listed(one.get("@context")) for one in (document, options))
        if ours[: len(theirs)] != theirs:
            raise BadProof("The proof was made with other contexts.")
        unsecured["@context"] = options["@context"]
    texts = [canonical(options), canonical(unsecured)]
    return b"".join(hashlib.sha256(text.encode()).digest() for text in texts)


SUITES = {SUITE: hash_data, PLAIN_SUITE: hash_plain}


def as_jwt(document: Document, *, method: str, sign: Sign) -> str:
    """Return a credential without its proof as a compact JWT, for wallets."""
    payload = {name: value for name, value in document.items() if name != "proof"}
    issued = datetime.fromisoformat(document["validFrom"])
    payload |= {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "nbf": int(issued.timestamp()),
    }
    # Wallets of today know the name EdDSA, not yet Ed25519 (RFC 9864).
    head = {"alg": "EdDSA", "typ": "JWT", "kid": method}
    body = f"{_base64(_compact(head))}.{_base64(_compact(payload))}"
    return f"{body}.{_base64(sign(body.encode()))}"


def moment(at: datetime) -> str:
    """Return a moment as XML Schema writes it, to the second, in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
