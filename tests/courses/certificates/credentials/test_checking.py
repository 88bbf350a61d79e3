"""Our verifier, on small credentials of our own: each rule refuses, with its reason."""

import json
from typing import Any

import pytest

from courses.certificates.credentials.checking import Standing, check_credential
from courses.certificates.credentials.contexts import VC2
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.credentials.proofs import add_proof
from courses.certificates.credentials.status import signed_list
from courses.certificates.keys.holding import generate
from courses.certificates.keys.making import rotate_keys
from courses.certificates.keys.revoking import revoke_key
from courses.certificates.keys.thumbprints import multikey
from courses.certificates.models import Certificate, CertificateCredential
from courses.enrolment.models import Enrolment
from tests.study import finish

WELL_FORMED: dict[str, Any] = {
    "@context": [VC2],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "credentialSubject": {"id": "did:example:subject"},
}
WRONG: dict[str, dict[str, Any]] = {
    "@context is missing": {"@context": None},
    "first @context": {"@context": ["https://example.org/other"]},
    "neither an address": {"@context": [VC2, 5]},
    "protected term": {"@context": [VC2, {"VerifiableCredential": "https://example.org/#Bad"}]},
    "no type": {"type": []},
    "neither VerifiableCredential": {"type": "Other"},
    "no meaning": {"type": ["VerifiableCredential", "Undefined"]},
    "issuer is not an address": {"issuer": "nobody"},
    "issuer has no id": {"issuer": {"name": "Nobody"}},
    "credential’s id": {"id": "no address"},
    "makes no claim": {"credentialSubject": []} | {"credentialSubject": [{}]},
    "is empty": {"credentialSubject": None},
    "not a moment": {"validFrom": "2026-11-25"},
    "does not exist": {"validFrom": "2026-02-30T00:00:00Z"},
    "before validFrom": {
        "validFrom": "2026-11-25T00:00:00Z",
        "validUntil": "2026-11-24T23:59:59+00:00",
    },
    "credentialStatus has no type": {"credentialStatus": {"id": "urn:x:1"}},
    "statusListIndex": {
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusListIndex": 5}
    },
    "evidence has no type": {"evidence": [{}]},
    "credentialSchema’s id": {"credentialSchema": {"type": "JsonSchema"}},
    "termsOfUse has no type": {"termsOfUse": {"id": "urn:x:1"}},
    "refreshService has no type": {"refreshService": {"id": "urn:x:1"}},
    "one address twice": {"relatedResource": [{"id": "urn:x:1", "digestSRI": "sha256-AA"}] * 2},
    "no digest": {"relatedResource": {"id": "urn:x:1"}},
    "name is not text": {"name": 5},
    "properties besides": {"name": {"@value": "A", "url": "urn:x:1"}},
    "language that has no name": {"name": {"@value": "A", "@language": "not a language"}},
    "neither ltr": {"description": {"@value": "A", "@direction": "up"}},
}


def standing(document: dict[str, Any]) -> tuple[Standing, str]:
    found = check_credential(json.dumps(document))
    return found.standing, found.reason


def test_a_plain_credential_is_well_formed_and_unsigned() -> None:
    assert standing(WELL_FORMED) == (Standing.UNSIGNED, "")


@pytest.mark.parametrize("reason", WRONG)
def test_each_rule_refuses_with_its_reason(reason: str) -> None:
    document = {**WELL_FORMED, **WRONG[reason]}

    found, words = standing(document)

    assert found == Standing.REFUSED
    assert reason in words


@pytest.mark.parametrize("name", sorted(WELL_FORMED))
def test_nothing_needed_may_be_missing(name: str) -> None:
    found, words = standing({key: value for key, value in WELL_FORMED.items() if key != name})

    assert found == Standing.REFUSED
    assert words


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 200 + b"1" + b"}" * 200,
        b'{"a": "' + b"x" * 300_000 + b'"}',
    ],
)
def test_what_is_no_plain_json_is_refused(content: bytes) -> None:
    assert check_credential(content).standing == Standing.REFUSED


def test_an_unknown_context_is_named_and_not_fetched() -> None:
    document = {**WELL_FORMED, "@context": [VC2, "https://example.org/unknown"]}

    found, words = standing(document)

    assert (found, "https://example.org/unknown" in words) == (Standing.UNSIGNED, True)


def test_a_presentation_and_what_it_holds_are_checked() -> None:
    presentation = {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": "did:example:holder",
        "verifiableCredential": [WELL_FORMED],
    }

    assert standing(presentation)[0] == Standing.UNSIGNED
    for wrong in ("text", {**WELL_FORMED, "issuer": "nobody"}, {"@context": [VC2], "type": "A"}):
        found, words = standing({**presentation, "verifiableCredential": [wrong]})
        assert (found, bool(words)) == (Standing.REFUSED, True)


def test_somebody_elses_signature_is_told_from_ours() -> None:
    private = generate("credential")
    key = multikey(private.public_key())  # type: ignore[arg-type]
    signed = add_proof(
        WELL_FORMED,
        method=f"did:key:{key}#{key}",
        sign=private.sign,  # type: ignore[arg-type, call-arg, unused-ignore]
    )

    assert standing(signed)[0] == Standing.SIGNED_BY_OTHERS
    assert standing({**signed, "issuer": "did:example:other"})[0] == Standing.CHANGED
    added = {**signed, "undefined": "A claim that no signature covers."}
    assert standing(added)[0] == Standing.CHANGED


@pytest.fixture
def credential(enrolment: Enrolment) -> CertificateCredential:
    finish(enrolment)
    return credential_of(Certificate.objects.get())


def test_ours_is_genuine_and_names_its_certificate(credential: CertificateCredential) -> None:
    found = check_credential(credential.document)

    assert (found.standing, found.key) == (Standing.GENUINE, credential.key)
    assert found.address == credential.certificate.verify_address
    assert found.serial == credential.certificate.serial


def test_our_lists_are_genuine_too(credential: CertificateCredential) -> None:
    assert check_credential(signed_list("revocation", 0)).standing == Standing.GENUINE


def test_ours_with_one_character_changed_is_not(credential: CertificateCredential) -> None:
    text = credential.document
    for position in range(5, len(text), 97):
        other = "x" if text[position] != "x" else "y"
        found = check_credential(text[:position] + other + text[position + 1 :])
        assert found.standing not in {Standing.GENUINE, Standing.SIGNED_BY_OTHERS}, position


def test_by_a_revoked_key_it_is_not_trusted(credential: CertificateCredential) -> None:
    rotate_keys()
    assert check_credential(credential.document).standing == Standing.GENUINE

    revoke_key(credential.key, reason="Lost.")

    assert check_credential(credential.document).standing == Standing.REVOKED_KEY


@pytest.mark.parametrize(
    "proof",
    [
        {"type": "DataIntegrityProof", "cryptosuite": "another-2030"},
        {"type": "RsaSignature2018"},
        {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "verificationMethod": "did:web:example.org#key",
        },
    ],
)
def test_what_we_cannot_check_is_said(proof: dict[str, str], db: None) -> None:
    document = {**WELL_FORMED, "proof": {"proofPurpose": "assertionMethod", **proof}}

    found = check_credential(json.dumps(document))

    assert found.standing in {Standing.UNVERIFIABLE, Standing.REFUSED}
    assert found.reason
