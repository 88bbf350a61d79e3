"""Two verifiers that are not ours accept what we sign, and refuse it once it was changed."""

import hashlib
import json
from typing import Any

import pytest
from openbadgeslib.ob3.contexts import bundled_contexts
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.errors import ProofError
from openvc.status.status_list import check_credential_status

from accounts.models import User
from courses.certificates.credentials.building import identity
from courses.certificates.credentials.keeping import credential_of, wallet_token
from courses.certificates.keys.making import rotate_keys
from courses.certificates.models import Certificate, CertificateCredential
from courses.enrolment.models import Enrolment
from tests.certificates import revoke
from tests.credentials import as_jwk, as_pem, list_at, lists
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


@pytest.fixture
def credential(certificate: Certificate) -> CertificateCredential:
    return credential_of(certificate)


def test_openbadgeslib_accepts_it(credential: CertificateCredential) -> None:
    read = OB3LdpVerifier(as_pem(credential.key)).verify(credential.document)

    assert read.id == credential.certificate.verify_address
    assert read.achievement.name == credential.certificate.course_title


def test_openvc_accepts_it(credential: CertificateCredential) -> None:
    openvc_accepts(json.loads(credential.document), credential)


def openvc_accepts(document: dict[str, Any], credential: CertificateCredential) -> None:
    DataIntegrityProofSuite().verify(
        document, public_key_jwk=as_jwk(credential.key), extra_contexts=bundled_contexts()
    )


@pytest.mark.parametrize(
    ("where", "value"),
    [("name", "Another course"), ("validFrom", "2026-01-01T00:00:00Z"), ("id", "urn:x:1")],
)
def test_both_refuse_it_changed(credential: CertificateCredential, where: str, value: str) -> None:
    document = json.loads(credential.document) | {where: value}

    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier(as_pem(credential.key)).verify(document)
    with pytest.raises(ProofError):
        openvc_accepts(document, credential)


def test_openbadgeslib_accepts_the_wallets_token(credential: CertificateCredential) -> None:
    read = OB3Verifier(as_pem(credential.key)).verify(wallet_token(credential))

    assert read.id == credential.certificate.verify_address


def test_the_person_is_in_it_as_hashes_only(credential: CertificateCredential, alice: User) -> None:
    for secret in (alice.email, alice.certificate_name, alice.certificate_name.split()[0]):
        assert secret not in credential.document

    identities = json.loads(credential.document)["credentialSubject"]["identifier"]
    by_mail = next(item for item in identities if item["identityType"] == "emailAddress")
    digest = hashlib.sha256(f"{alice.email}{by_mail['salt']}".encode()).hexdigest()
    assert by_mail["identityHash"] == f"sha256${digest}"


def test_the_same_person_has_another_hash_each_time() -> None:
    assert identity("name", "Alice")["identityHash"] != identity("name", "Alice")["identityHash"]


def test_it_is_signed_once_and_kept_to_the_byte(certificate: Certificate) -> None:
    first, second = credential_of(certificate), credential_of(certificate)

    assert first == second == CertificateCredential.objects.get()


def test_after_a_change_of_keys_another_is_signed_and_the_first_stays_good(
    certificate: Certificate, credential: CertificateCredential
) -> None:
    rotate_keys()
    newer = credential_of(certificate)

    assert newer.key != credential.key
    for kept in (credential, newer):
        OB3LdpVerifier(as_pem(kept.key)).verify(kept.document)


def test_openvc_reads_the_status_from_our_lists(
    certificate: Certificate, credential: CertificateCredential
) -> None:
    document = json.loads(credential.document)
    before = check_credential_status(document, resolve_status_list=list_at)
    revoke(certificate)
    after = check_credential_status(document, resolve_status_list=list_at)

    assert (before.revoked, after.revoked) == (False, True)
    openvc_accepts(list_at(document["credentialStatus"][0]["statusListCredential"]), credential)


def test_openbadgeslib_reads_the_status_from_our_lists(
    certificate: Certificate, credential: CertificateCredential
) -> None:
    verifier = OB3LdpVerifier(as_pem(credential.key))
    verifier.verify(credential.document, check_status=True, download=lists)

    revoke(certificate)

    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(credential.document, check_status=True, download=lists)
