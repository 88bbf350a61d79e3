"""What anybody may fetch: keys, credentials, status lists, badges, our root."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openbadgeslib import baking
from openbadgeslib.ob3.did import resolve_verification_method
from openbadgeslib.ob3.ldp import OB3LdpVerifier

from courses.certificates.credentials.keeping import credential_of
from courses.certificates.filing import keep_pdf
from courses.certificates.keys.making import rotate_keys
from courses.certificates.keys.revoking import revoke_key
from courses.certificates.models import Certificate, CertificateCredential, SigningKey
from courses.certificates.reissuing import reissue
from courses.certificates.views import evidence
from courses.certificates.withholding import withhold_names
from courses.editions.models import Edition
from courses.editions.publishing import retire
from courses.enrolment.models import Enrolment
from cpd.outbox.working import work_all
from tests.certificates import revoke
from tests.credentials import as_pem
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def fetch(client: Client, name: str, *args: Any, accept: str = "*/*") -> Any:
    return client.get(reverse(f"certificates:{name}", args=args), headers={"accept": accept})


def test_the_credential_is_served_to_the_byte(client: Client, certificate: Certificate) -> None:
    response = fetch(client, "credential", certificate.token)

    assert response.content.decode() == credential_of(certificate).document
    assert response["Content-Type"] == "application/vc"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/vc", "application/vc"),
        ("application/ld+json", "application/vc"),
        ("application/json", "application/vc"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
    ],
)
def test_one_address_is_a_page_for_people_and_a_credential_for_machines(
    client: Client, certificate: Certificate, accept: str, kind: str
) -> None:
    response = fetch(client, "verified", certificate.token, accept=accept)

    assert response["Content-Type"].split(";")[0] == kind


def test_a_revoked_certificate_is_served_and_its_list_says_so(
    client: Client, certificate: Certificate
) -> None:
    before = fetch(client, "status_list", "revocation", "0").content
    revoke(certificate)

    assert fetch(client, "credential", certificate.token).status_code == 200
    assert fetch(client, "status_list", "revocation", "0").content != before


def test_of_a_superseded_one_only_the_way_to_the_newer_is_told(
    client: Client, certificate: Certificate
) -> None:
    by = certificate.learner
    newer = reissue(certificate, by=by, reason="A typing error.", name="Alice Nguyen")

    for name in ("credential", "wallet", "baked_badge"):
        response = fetch(client, name, certificate.token)
        assert response.status_code == 410
        assert response.json() == {"status": "superseded", "replacedBy": newer.verify_address}
    messages = json.loads(fetch(client, "status_list", "message", "0").content)
    assert messages["credentialSubject"]["statusPurpose"] == "message"


def test_the_lists_are_those_of_the_standard(client: Client, certificate: Certificate) -> None:
    response = fetch(client, "status_list", "revocation", "0")

    assert "max-age=300" in response["Cache-Control"]
    document = json.loads(response.content)
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    token = fetch(client, "status_list", "revocation", "0", accept="application/vc+jwt")
    assert token.content.count(b".") == 2
    for purpose, number in (("suspension", "0"), ("revocation", "999")):
        assert fetch(client, "status_list", purpose, number).status_code == 404


def test_a_list_costs_the_same_however_many_are_on_it(
    client: Client, certificate: Certificate, django_assert_num_queries: Any
) -> None:
    for revoked in (False, True):
        if revoked:
            revoke(certificate)
        fetch(client, "status_list", "revocation", "0")  # signs it
        with django_assert_num_queries(3):
            fetch(client, "status_list", "revocation", "0")


def test_the_published_keys_check_old_credentials_and_new_ones(
    client: Client, certificate: Certificate, settings: Any
) -> None:
    settings.BASE_URL = "https://cpd.example"
    credential_of(certificate)
    rotate_keys()
    credential_of(certificate)

    def download(address: str) -> bytes:
        assert address == "https://cpd.example/.well-known/did.json"
        return bytes(fetch(client, "did").content)

    for kept in certificate.credentials.all():
        method = json.loads(kept.document)["proof"]["verificationMethod"]
        assert resolve_verification_method(method, download=download) == as_pem(kept.key)
        OB3LdpVerifier().verify(kept.document, download=download)


def test_a_revoked_key_is_published_no_more(client: Client, certificate: Certificate) -> None:
    old = credential_of(certificate).key
    rotate_keys()
    assert old.key_id in fetch(client, "did").content.decode()

    revoke_key(old, reason="Lost.")

    assert old.key_id not in fetch(client, "did").content.decode()


def test_the_badge_holds_the_credential(client: Client, certificate: Certificate) -> None:
    badge = fetch(client, "baked_badge", certificate.token).content

    read = baking.extract_svg(badge, element=baking.SVG_ELEMENT_OB3, text_fallback=True)
    assert read == credential_of(certificate).document


def test_the_credential_names_a_badge_that_is_there(
    client: Client, certificate: Certificate
) -> None:
    document = json.loads(credential_of(certificate).document)
    image = document["credentialSubject"]["achievement"]["image"]["id"]

    response = client.get(image.removeprefix("http://localhost:8000"))

    assert response["Content-Type"] == "image/svg+xml"
    assert b"The vagus nerve" in response.content
    assert b"<style" not in response.content


def test_the_root_and_its_list_are_there(client: Client, certificate: Certificate) -> None:
    keep_pdf(certificate)
    root = x509.load_pem_x509_certificate(fetch(client, "root").content)
    listed = x509.load_der_x509_crl(fetch(client, "revocations").content)

    assert listed.issuer == root.subject
    page = fetch(client, "offline").content.decode()
    digits = root.fingerprint(hashes.SHA256()).hex().upper()
    assert digits in page.replace(" ", "")


def test_before_the_first_key_nothing_breaks(client: Client, db: None) -> None:
    assert fetch(client, "did").json()["verificationMethod"] == []
    assert fetch(client, "root").status_code == 404
    assert fetch(client, "revocations").status_code == 404
    assert fetch(client, "offline").status_code == 200


def test_of_a_withheld_name_no_credential_is_handed_out(
    client: Client, certificate: Certificate
) -> None:
    credential_of(certificate)
    withhold_names(certificate.learner)

    response = fetch(client, "credential", certificate.token)
    assert response.status_code == 410
    assert response.json() == {"status": "withheld", "state": "valid"}


def test_of_a_withheld_name_a_revocation_is_told(client: Client, certificate: Certificate) -> None:
    revoke(certificate)
    withhold_names(certificate.learner)

    assert fetch(client, "baked_badge", certificate.token).json() == {
        "status": "withheld",
        "state": "revoked",
        "revokedFor": "issued_in_error",
    }


def test_an_account_that_is_closed_meanwhile_is_withheld_too(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closing(found: Certificate) -> CertificateCredential:
        withhold_names(found.learner)
        return credential_of(found)

    monkeypatch.setattr(evidence, "kept_credential", closing)

    assert fetch(client, "credential", certificate.token).status_code == 410


def test_without_keys_it_has_to_wait(
    client: Client, certificate: Certificate, settings: Any, tmp_path: Path
) -> None:
    settings.IS_DEMO = False
    settings.CERTIFICATE_KEYS_DIR = tmp_path
    SigningKey.objects.update(is_current=False)

    for name in ("credential", "wallet", "baked_badge"):
        response = fetch(client, name, certificate.token)
        assert (response.status_code, b"certificates are safe" in response.content) == (503, True)


def test_after_the_job_nothing_that_is_fetched_writes(
    client: Client, certificate: Certificate
) -> None:
    work_all()

    for name in ("credential", "wallet", "baked_badge", "verified"):
        with CaptureQueriesContext(connection) as ran:
            assert fetch(client, name, certificate.token).status_code == 200
        words = {query["sql"].split()[0] for query in ran.captured_queries}
        assert not words & {"INSERT", "UPDATE", "DELETE"}, name


def test_a_change_of_keys_changes_nothing_that_is_fetched(
    client: Client, certificate: Certificate
) -> None:
    before = fetch(client, "credential", certificate.token).content
    rotate_keys()

    assert fetch(client, "credential", certificate.token).content == before


def test_a_credential_by_a_revoked_key_is_not_served(
    client: Client, certificate: Certificate
) -> None:
    old = credential_of(certificate).key
    rotate_keys()
    revoke_key(old, reason="Lost.")

    assert old.key_id not in fetch(client, "credential", certificate.token).content.decode()


@pytest.mark.parametrize("name", ["credential", "wallet", "baked_badge"])
def test_nobody_fetches_without_end(
    client: Client, certificate: Certificate, settings: Any, name: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "evidence": "2/m/ip"}

    statuses = [fetch(client, name, certificate.token).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("accept", ["*/*", "application/vc"])
def test_caches_keep_page_and_credential_apart(
    client: Client, certificate: Certificate, accept: str
) -> None:
    for token in (certificate.token, "none"):
        response = fetch(client, "verified", token, accept=accept)
        assert "Accept" in response["Vary"], token
    withhold_names(certificate.learner)
    assert "Accept" in fetch(client, "verified", certificate.token, accept=accept)["Vary"]


def test_a_badge_of_what_is_not_live_and_nobody_completed_is_not_shown(
    client: Client, edition: Edition, enrolment: Enrolment
) -> None:
    retire(edition.course)
    at = (edition.course_id, edition.number)
    assert fetch(client, "badge", *at).status_code == 404

    finish(enrolment)
    assert fetch(client, "badge", *at).status_code == 200


def test_a_token_that_nobody_has_is_none(client: Client, db: None) -> None:
    for name in ("credential", "wallet", "baked_badge"):
        assert fetch(client, name, "none").status_code == 404
