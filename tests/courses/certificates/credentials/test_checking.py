"""Our verifier, on small credentials of our own: each rule refuses, with its reason."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openvc.proof._jcs import canonicalize

from courses.certificates.credentials.checking import Standing, check_attached, check_credential
from courses.certificates.credentials.contexts import OB3, VC2
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.credentials.plain_form import canonical
from courses.certificates.credentials.proofs import PLAIN_SUITE, SUITE, SUITES
from courses.certificates.credentials.status import signed_list
from courses.certificates.keys.making import Purpose, current_key, rotate_keys
from courses.certificates.keys.revoking import revoke_key
from courses.certificates.keys.thumbprints import multikey, to_base58
from courses.certificates.models import Certificate, CertificateCredential, SigningKey
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


def signed_elsewhere(document: dict[str, Any], suite: str) -> dict[str, Any]:
    """Sign a document with a key of somebody's own."""
    private = Ed25519PrivateKey.generate()
    key = multikey(private.public_key())
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "verificationMethod": f"did:key:{key}#{key}",
        "proofPurpose": "assertionMethod",
    }
    signature = private.sign(SUITES[suite](document, proof))
    return {**document, "proof": {**proof, "proofValue": to_base58(signature)}}


@pytest.mark.parametrize("suite", SUITES)
def test_somebody_elses_signature_is_told_from_ours(suite: str) -> None:
    signed = signed_elsewhere(WELL_FORMED, suite)

    assert standing(signed)[0] == Standing.SIGNED_BY_OTHERS
    assert standing({**signed, "issuer": "did:example:other"})[0] == Standing.CHANGED
    added = {**signed, "undefined": "A claim that no signature covers."}
    assert standing(added)[0] == Standing.CHANGED


def test_plain_json_is_checked_without_its_contexts() -> None:
    document = {**WELL_FORMED, "@context": [VC2, "https://example.org/unknown"], "n": [1.5, "é"]}
    signed = signed_elsewhere(document, PLAIN_SUITE)

    assert standing(signed)[0] == Standing.SIGNED_BY_OTHERS
    assert standing({**signed, "n": [1.5, "e"]})[0] == Standing.CHANGED


def test_a_chain_needs_all_its_proofs() -> None:
    first = signed_elsewhere(WELL_FORMED, SUITE)["proof"]
    lost = {**first, "previousProof": "urn:x:lost"}

    assert standing({**WELL_FORMED, "proof": [first, lost]})[0] == Standing.CHANGED


@pytest.mark.parametrize("value", [1.0, 0.1, 1e21, 1e20, 5e-324, -0.0, 1e-7, 2**60, -1.5e-9])
def test_numbers_are_written_as_others_write_them(value: float) -> None:
    assert (
        canonical({"b": value, "a": "\u20ac\n"}) == canonicalize({"b": value, "a": "€\n"}).decode()
    )


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


def test_a_document_that_would_take_minutes_is_refused_at_once() -> None:
    circle = [
        {"id": f"_:b{one}", "knows": [{"id": f"_:b{other}"} for other in range(9) if other != one]}
        for one in range(9)
    ]
    document = signed_elsewhere(WELL_FORMED, SUITE) | {
        "@context": [VC2, {"@vocab": "https://example.org/#"}],
        "credentialSubject": {"id": "did:example:subject", "circle": circle},
    }
    begun = time.monotonic()

    found, words = standing(document)

    assert (found, "too long" in words) == (Standing.REFUSED, True)
    assert time.monotonic() - begun < 2


def many_subjects(count: int) -> dict[str, Any]:
    subjects = [{"id": f"urn:x:{number}", "type": "Person"} for number in range(count)]
    return WELL_FORMED | {"@context": [VC2, OB3], "credentialSubject": subjects}


def circle(size: int) -> dict[str, Any]:
    knows = [{"id": f"_:b{one}", "image": {"id": f"_:b{one - 1}"}} for one in range(size)]
    return WELL_FORMED | {"@context": [VC2, OB3], "evidence": knows}


def many_values(count: int) -> dict[str, Any]:
    return many_subjects(1) | {"name": [{"@value": f"{one}"} for one in range(count)]}


def many_types(count: int) -> dict[str, Any]:
    types = ["Achievement", "AchievementSubject", "Profile", "Address", "Criteria", "Image"]
    held = [{"id": f"urn:x:{one}", "type": types} for one in range(count)]
    return WELL_FORMED | {"@context": [VC2, OB3], "credentialSubject": held}


def many_tags(count: int) -> dict[str, Any]:
    subject = {"achievement": {"type": "Achievement", "tag": [f"t{one}" for one in range(count)]}}
    return WELL_FORMED | {"@context": [VC2, OB3], "credentialSubject": subject}


def nested_contexts(count: int) -> dict[str, Any]:
    return many_subjects(1) | {
        "evidence": [
            {"@context": {f"t{one}": "urn:x:y"}, "type": "Evidence"} for one in range(count)
        ]
    }


def named_as_ours(document: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "verificationMethod": f"did:web:localhost%3A8000#{key.key_id}",
        "proofPurpose": "assertionMethod",
        "proofValue": to_base58(bytes(64)),
    }
    return {**document, "proof": proof}


def timed(document: dict[str, Any]) -> tuple[Standing, float]:
    """Check an attached document; returns its standing and the seconds of work it took."""
    text, begun = json.dumps(document), time.process_time()
    return check_attached(text).standing, time.process_time() - begun


def test_what_others_attach_to_a_file_is_answered_without_work(db: None) -> None:
    small = signed_elsewhere(WELL_FORMED, SUITE)
    large = {**many_subjects(400), "proof": small["proof"]}
    eight = {**WELL_FORMED, "proof": [small["proof"]] * 8}

    assert timed(small)[0] == Standing.UNVERIFIABLE
    assert timed(eight)[0] == Standing.REFUSED
    standing, seconds = timed(large)
    assert (standing, seconds < 0.1) == (Standing.UNVERIFIABLE, True)
    standing, seconds = timed({**large, "name": "x" * 32_768})
    assert (standing, seconds < 0.1) == (Standing.REFUSED, True)


@pytest.mark.parametrize(
    "make", [many_subjects, circle, many_values, many_types, many_tags, nested_contexts]
)
@pytest.mark.parametrize("count", [9, 50, 250, 1_400])
def test_a_forgery_that_names_our_key_costs_less_than_a_second(
    make: Callable[[int], dict[str, Any]], count: int, db: None
) -> None:
    forged = named_as_ours(make(count), current_key(Purpose.CREDENTIAL))

    standing, seconds = timed(forged)

    assert standing in {Standing.CHANGED, Standing.REFUSED}
    assert seconds < 1


def test_ours_is_genuine_when_it_is_attached_too(credential: CertificateCredential) -> None:
    assert check_attached(credential.document).standing == Standing.GENUINE
