"""Checking any credential: its shape, its meaning, its proofs, and whether we issued it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Never

from django.utils import timezone
from openbadgeslib.ob3._canon_guard import CanonicalizationWorkExceeded, WorkBudget, isolate
from openbadgeslib.ob3._context_validation import validate_document
from openbadgeslib.ob3.verifier import OB3VerificationError
from pyld import jsonld

from courses.certificates.credentials.building import is_sample
from courses.certificates.credentials.contexts import OB3, VC2, load
from courses.certificates.credentials.meaning import check_meaning, unknown_contexts
from courses.certificates.credentials.methods import KeyUnknown, key_of
from courses.certificates.credentials.proofs import PLAIN_SUITE, BadProof, Document, check_proof
from courses.certificates.credentials.structure import PRESENTATION, check_structure
from courses.certificates.credentials.values import Refused, items, moment_of, types_of
from courses.certificates.models import SigningKey

LONGEST = 256 * 1024  # bytes
LONGEST_ATTACHED = 32 * 1024  # bytes; ours have less than 6 kB
MOST_OBJECTS = 60  # in an attached one; ours have less than 20
MOST_VALUES = 300  # in all its objects together; ours have less than 100
MOST_SECONDS = 0.3  # of processor time to sort an attached one
DEEPEST = 60  # objects one inside the other
MOST_PROOFS = 8


class Standing(StrEnum):
    """What a check of a credential comes to."""

    REFUSED = "refused"
    UNSIGNED = "unsigned"
    UNVERIFIABLE = "unverifiable"
    CHANGED = "changed"
    SIGNED_BY_OTHERS = "signed-by-others"
    REVOKED_KEY = "revoked-key"
    GENUINE = "genuine"


SENTENCES = {
    Standing.REFUSED: "It is not a credential.",
    Standing.UNSIGNED: "The credential is well formed, but nobody signed it.",
    Standing.UNVERIFIABLE: "Who signed the credential cannot be checked here.",
    Standing.CHANGED: "The credential was changed after it was signed.",
    Standing.SIGNED_BY_OTHERS: "The credential is intact, but somebody else signed it, not we.",
    Standing.REVOKED_KEY: "The credential was signed with a key of ours that we trust no longer.",
    Standing.GENUINE: "We signed this credential, and nothing in it was changed since.",
}


@dataclass(frozen=True, slots=True)
class CredentialCheck:
    """A verdict with its reason, and the document where it could be read."""

    standing: Standing
    reason: str = ""
    document: Document = field(default_factory=dict)
    key: SigningKey | None = None

    @property
    def sentence(self) -> str:
        """The verdict for people, with its reason."""
        return f"{SENTENCES[self.standing]} {self.reason}".strip()

    @property
    def is_ours(self) -> bool:
        """Whether our signature is on it, untouched, by a key that is trusted."""
        return self.standing == Standing.GENUINE

    @property
    def is_sample(self) -> bool:
        """Whether it is marked as a sample."""
        return is_sample(self.document)

    @property
    def address(self) -> str:
        """Its id: for ours, the verify address of the certificate."""
        return str(self.document.get("id", ""))

    @property
    def course(self) -> str:
        """What the credential is about."""
        return str(self.document.get("name", ""))

    @property
    def serial(self) -> str:
        """The certificate's number in one of ours."""
        subject = self.document.get("credentialSubject")
        return str(subject.get("licenseNumber", "")) if isinstance(subject, Mapping) else ""


def check_credential(content: bytes | str, *, is_draft: bool = False) -> CredentialCheck:
    """Check any credential or presentation as JSON; raises nothing, whatever it is. It may take
    seconds: what strangers send is for `check_attached`."""
    return _answer(content, partial(_check, is_draft=is_draft))


def check_attached(content: bytes | str) -> CredentialCheck:
    """Check what a file from outside has attached; raises nothing. What does not look like one of
    ours, by size, proof and key, is never worked through."""
    return _answer(content, _check_ours, longest=LONGEST_ATTACHED)


def _answer(
    content: bytes | str, check: Callable[[Document], CredentialCheck], longest: int = LONGEST
) -> CredentialCheck:
    try:
        document = parse(content, longest)
    except Refused as refused:
        return CredentialCheck(Standing.REFUSED, str(refused))
    try:
        return check(document)
    except Refused as refused:
        return CredentialCheck(Standing.REFUSED, str(refused), document)
    except BadProof as bad:
        return CredentialCheck(Standing.CHANGED, str(bad), document)
    except KeyUnknown as unknown:
        return CredentialCheck(Standing.UNVERIFIABLE, str(unknown), document)
    except CanonicalizationWorkExceeded:
        return CredentialCheck(Standing.REFUSED, "It would take too long to process.", document)
    except Exception as error:  # a document from outside may break the processor in any way
        reason = f"It cannot be processed: {type(error).__name__}."
        return CredentialCheck(Standing.REFUSED, reason, document)


def parse(content: bytes | str, longest: int = LONGEST) -> Document:
    """Read JSON as its standard has it, of so many bytes at most. Raises Refused."""
    if len(content) > longest:
        raise Refused(f"The document is longer than {longest // 1024} kB.")
    try:
        document = json.loads(content, parse_constant=_no_number, object_pairs_hook=_once)
        json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused("The document is not JSON.") from None
    if not isinstance(document, dict):
        raise Refused("The document is not a JSON object.")
    if _is_deep(document):
        raise Refused("The document is nested too deeply.")
    return document


def _check_ours(document: Document) -> CredentialCheck:
    """Check a document that must look like ours before any work is done. Raises as `_check`."""
    check_structure(document)
    proofs = list(items(document, "proof"))
    if not proofs:
        return CredentialCheck(Standing.UNSIGNED, "", document)
    if len(proofs) > 1:
        raise Refused("It carries more than one proof; ours carries one.")
    if not isinstance(proofs[0], Mapping) or key_of(proofs[0])[1] is None:
        raise KeyUnknown("Its proof names no key of ours.")
    inner = list(_objects({**document, "@context": ""}))
    is_nested = any("@context" in one for one in inner[1:])
    if is_nested or not set(map(str, items(document, "@context"))) <= {VC2, OB3}:
        raise BadProof("It names contexts that ours never has.")
    if len(inner) > MOST_OBJECTS or sum(map(_length, inner)) > MOST_VALUES:
        raise BadProof("It is larger than any of ours.")
    return _check(document, budget=WorkBudget(seconds=MOST_SECONDS))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Return every object in a value, those inside included."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _objects(one)


def _length(thing: dict[str, Any]) -> int:
    """Return how many values an object has, each of a list for itself."""
    return sum(len(one) if isinstance(one, list) else 1 for one in thing.values())


def _check(
    document: Document, *, is_draft: bool = False, budget: WorkBudget | None = None
) -> CredentialCheck:
    check_structure(document, is_draft=is_draft)
    unknown = unknown_contexts(document)
    proofs = list(items(document, "proof"))
    is_plain = bool(proofs) and all(proof.get("cryptosuite") == PLAIN_SUITE for proof in proofs)
    reason = f"We do not hold the context {unknown[0]}, and fetch nothing." if unknown else ""
    if unknown and not is_plain:
        standing = Standing.UNVERIFIABLE if proofs else Standing.UNSIGNED
        return CredentialCheck(standing, reason, document)
    dropped = [] if unknown else check_meaning(document)
    if not proofs:
        return CredentialCheck(Standing.UNSIGNED, "", document)
    if len(proofs) > MOST_PROOFS:
        raise Refused(f"It carries more than {MOST_PROOFS} proofs.")
    work = budget or WorkBudget()
    keys = [_check_one(document, proof, proofs, work) for proof in proofs]
    if dropped and not is_plain:
        raise BadProof(f"No signature covers “{dropped[0][:80]}”, which has no meaning here.")
    ours = [key for key in keys if key is not None]
    if not ours:
        return CredentialCheck(Standing.SIGNED_BY_OTHERS, reason, document)
    return _standing_of_ours(document, ours[0])


def _check_one(
    document: Document, proof: Any, proofs: list[Any], budget: WorkBudget
) -> SigningKey | None:
    """Check one proof; a chain's proof signs those that it names too. Returns our key, or None for
    another's."""
    _check_terms(document, proof)
    public, ours = key_of(proof)
    before = _before(proof, proofs)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    if before:
        unsecured["proof"] = before
    check_proof(unsecured, proof, public, budget)
    return ours


def _check_terms(document: Document, proof: Any) -> None:
    """Check a proof's kind, purpose and times."""
    purpose = "authentication" if PRESENTATION in types_of(document, "") else "assertionMethod"
    if proof.get("proofPurpose") not in {purpose, "assertionMethod"}:
        raise BadProof("The proof was made for another purpose.")
    if "created" in proof:
        moment_of(proof["created"], "The proof’s created")
    if "expires" in proof and moment_of(proof["expires"], "expires") < timezone.now():
        raise BadProof("The proof has expired.")


def _before(proof: Mapping[str, Any], proofs: list[Any]) -> list[Any]:
    """Return the proofs that this one builds on. Raises BadProof where one is missing."""
    wanted = list(items(proof, "previousProof"))
    found = [one for one in proofs if one.get("id") in wanted and "id" in one and one is not proof]
    if len(found) != len(wanted):
        raise BadProof("A proof that it builds on is missing.")
    return found


def _standing_of_ours(document: Document, key: SigningKey) -> CredentialCheck:
    """Return the verdict on a document that our key signed: it must be exactly what was signed, not
    only mean the same. Raises BadProof."""
    proof = next(items(document, "proof"))
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options["@context"] = document["@context"]
    try:
        validate_document(unsecured, options, load, isolate(jsonld))
    except OB3VerificationError as error:
        raise BadProof(str(error)[:200]) from None
    standing = Standing.REVOKED_KEY if key.revoked_at else Standing.GENUINE
    return CredentialCheck(standing, "", document, key)


def _no_number(name: str) -> Never:
    raise ValueError(f"{name} is no JSON.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice in one object.")
    return found


def _is_deep(document: Any) -> bool:
    layer = [document]
    for _ in range(DEEPEST):
        inner = (
            value.values() if isinstance(value, dict) else value
            for value in layer
            if isinstance(value, dict | list)
        )
        layer = [one for values in inner for one in values]
    return bool(layer)
