"""The shape of credentials and presentations by the W3C's data model 2.0. Each rule names what is
wrong; a document that breaks none is well formed, which says nothing about who made it."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.certificates.credentials.contexts import VC2
from courses.certificates.credentials.values import (
    Refused,
    check_language_value,
    items,
    moment_of,
    must_be_address,
    types_of,
)

CREDENTIAL, PRESENTATION = "VerifiableCredential", "VerifiablePresentation"
ENVELOPED, ENVELOPED_PRESENTATION = (f"Enveloped{kind}" for kind in (CREDENTIAL, PRESENTATION))
TYPED = (
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
    "proof",
    "renderMethod",
    "confidenceMethod",
)


def check_structure(document: Any, *, is_draft: bool = False) -> None:
    """Check a credential or a presentation, with the credentials inside. A draft is what an issuer
    is asked to sign, so that it may leave the issuer out. Raises Refused with the reason."""
    if not isinstance(document, Mapping):
        raise Refused("The document is not a JSON object.")
    check_contexts(document.get("@context"))
    types = types_of(document, "The document")
    if CREDENTIAL in types:
        _check_credential(document, is_draft=is_draft)
    elif PRESENTATION in types:
        _check_presentation(document)
    elif ENVELOPED in types or ENVELOPED_PRESENTATION in types:
        _check_envelope(document)
    else:
        raise Refused(f"Its type names neither {CREDENTIAL} nor {PRESENTATION}.")


def check_contexts(contexts: Any) -> None:
    """Check that the first context is that of the data model, and the others can be contexts."""
    listed = [contexts] if isinstance(contexts, str) else contexts
    if not isinstance(listed, list) or not listed:
        raise Refused("@context is missing.")
    if listed[0] != VC2:
        raise Refused(f"The first @context must be {VC2}.")
    for context in listed:
        if isinstance(context, str):
            must_be_address(context, "A context")
        elif not isinstance(context, Mapping):
            raise Refused("A context is neither an address nor an object.")


def _check_credential(document: Mapping[str, Any], *, is_draft: bool) -> None:
    _check_id(document, "The credential")
    _check_words(document, "The credential")
    _check_issuer(document, is_draft=is_draft)
    _check_subjects(document)
    _check_period(document)
    _check_typed(document)
    _check_statuses(document)
    _check_schemas(document)
    _check_resources(document)


def _check_presentation(document: Mapping[str, Any]) -> None:
    _check_id(document, "The presentation")
    if "holder" in document:
        _check_party(document["holder"], "The holder")
    _check_typed(document)
    for inner in items(document, "verifiableCredential"):
        if not isinstance(inner, Mapping):
            raise Refused("A credential in the presentation is not an object.")
        check_contexts(inner.get("@context"))
        types = types_of(inner, "A credential in the presentation")
        if ENVELOPED in types:
            _check_envelope(inner)
        elif CREDENTIAL in types:
            _check_credential(inner, is_draft=False)
        else:
            raise Refused("What the presentation holds is no credential.")


def _check_envelope(document: Mapping[str, Any]) -> None:
    address = document.get("id")
    if not isinstance(address, str) or not address.startswith("data:") or "," not in address:
        raise Refused("An enveloped document needs an id that is a data: address.")


def _check_id(thing: Mapping[str, Any], what: str) -> None:
    if "id" in thing:
        must_be_address(thing["id"], f"{what}’s id")


def _check_words(thing: Mapping[str, Any], what: str) -> None:
    for name in ("name", "description"):
        if name in thing:
            check_language_value(thing[name], f"{what}’s {name}")


def _check_issuer(document: Mapping[str, Any], *, is_draft: bool) -> None:
    if "issuer" not in document:
        if not is_draft:
            raise Refused("The issuer is missing.")
        return
    issuer = document["issuer"]
    if is_draft and isinstance(issuer, Mapping) and "id" not in issuer:
        _check_words(issuer, "The issuer")
        return
    _check_party(issuer, "The issuer")


def _check_party(party: Any, what: str) -> None:
    """Check an issuer or a holder: an address, or an object with one as its id."""
    if isinstance(party, Mapping):
        if "id" not in party:
            raise Refused(f"{what} has no id.")
        must_be_address(party["id"], f"{what}’s id")
        _check_words(party, what)
    else:
        must_be_address(party, what)


def _check_subjects(document: Mapping[str, Any]) -> None:
    subjects = list(items(document, "credentialSubject"))
    if not subjects:
        raise Refused("credentialSubject is missing.")
    for subject in subjects:
        if not isinstance(subject, Mapping) or not subject:
            raise Refused("A credentialSubject makes no claim.")
        _check_id(subject, "A subject")


def _check_period(document: Mapping[str, Any]) -> None:
    moments = {
        name: moment_of(document[name], name)
        for name in ("validFrom", "validUntil")
        if name in document
    }
    if len(moments) > 1 and moments["validFrom"] > moments["validUntil"]:
        raise Refused("validUntil is before validFrom.")


def _check_typed(document: Mapping[str, Any]) -> None:
    for name in TYPED:
        for thing in _objects(document, name):
            types_of(thing, name)
            _check_id(thing, name)


def _check_statuses(document: Mapping[str, Any]) -> None:
    for status in _objects(document, "credentialStatus"):
        if "BitstringStatusListEntry" not in types_of(status, "credentialStatus"):
            continue
        index = status.get("statusListIndex")
        if not (isinstance(index, str) and index.isascii() and index.isdigit()):
            raise Refused("statusListIndex is not a number written as text.")
        must_be_address(status.get("statusListCredential"), "statusListCredential")
        if not isinstance(status.get("statusPurpose"), str):
            raise Refused("A status has no statusPurpose.")


def _check_schemas(document: Mapping[str, Any]) -> None:
    for schema in _objects(document, "credentialSchema"):
        must_be_address(schema.get("id"), "credentialSchema’s id")


def _check_resources(document: Mapping[str, Any]) -> None:
    known: set[str] = set()
    for resource in _objects(document, "relatedResource"):
        address = must_be_address(resource.get("id"), "relatedResource’s id")
        if address in known:
            raise Refused("relatedResource names one address twice.")
        known.add(address)
        digests = [resource.get(name) for name in ("digestSRI", "digestMultibase")]
        if not any(isinstance(digest, str) and digest for digest in digests):
            raise Refused("A relatedResource has no digest.")


def _objects(document: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    for thing in items(document, name):
        if not isinstance(thing, Mapping):
            raise Refused(f"{name} is not an object.")
        yield thing
