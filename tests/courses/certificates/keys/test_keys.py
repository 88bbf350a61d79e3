"""Keys are made once, changed, revoked; private halves stay in the store, public ones for ever."""

import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from courses.certificates.checks import signing_keys
from courses.certificates.keys.ageing import keys_due, tell_of_ageing
from courses.certificates.keys.authority import DOCUMENT_SIGNING, certificate_of
from courses.certificates.keys.choosing import key_store
from courses.certificates.keys.holding import generate, to_pem
from courses.certificates.keys.making import NoKeys, Purpose, current_key, make_keys, rotate_keys
from courses.certificates.keys.store import KeyMissing
from courses.certificates.keys.thumbprints import from_base58, to_base58
from courses.certificates.models import SigningKey
from courses.certificates.signing.checking import check_pdf
from courses.certificates.signing.pdfs import sign_pdf
from courses.certificates.signing.verdicts import Signature
from cpd.outbox.models import Mail
from tests.signing import plain_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.CERTIFICATE_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


def command(*words: str) -> str:
    output = StringIO()
    call_command("certificate_keys", *words, stdout=output)
    return output.getvalue()


def test_keys_are_made_once(folder: Path) -> None:
    made = make_keys()

    assert [key.purpose for key in made] == ["root", "document", "credential"]
    assert make_keys() == []
    assert command("make") == "All keys are there.\n"


def test_private_keys_are_readable_for_their_owner_only(folder: Path) -> None:
    make_keys()

    files = sorted(folder.glob("*.pem"))
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_private_key_is_in_the_database(folder: Path) -> None:
    make_keys()

    rows = "".join(f"{key.public}{key.revocations}" for key in SigningKey.objects.all())
    assert "PRIVATE" not in rows
    for file in folder.glob("*.pem"):
        assert file.read_text().splitlines()[1] not in rows


def test_the_certificates_are_of_the_kinds_that_we_publish(folder: Path) -> None:
    make_keys()
    root, leaf = (certificate_of(current_key(purpose)) for purpose in ("root", "document"))
    root_key, leaf_key = root.public_key(), leaf.public_key()

    assert isinstance(root_key, ec.EllipticCurvePublicKey)
    assert isinstance(leaf_key, ec.EllipticCurvePublicKey)
    assert (root_key.curve.name, leaf_key.curve.name) == ("secp384r1", "secp256r1")
    leaf.verify_directly_issued_by(root)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [DOCUMENT_SIGNING]
    years = (leaf.not_valid_after_utc - timezone.now()).days // 365
    assert years in {9, 10}


def test_a_folder_that_outlived_its_database_is_taken_up(folder: Path) -> None:
    first = sign_pdf(plain_pdf()).content
    SigningKey.objects.all().delete()
    second = sign_pdf(plain_pdf()).content

    assert len(list(folder.glob("*.pem"))) == 3
    assert check_pdf(second).signature == Signature.INTACT
    assert check_pdf(first).signature != Signature.UNREADABLE


def test_a_change_of_keys_keeps_the_old_ones(folder: Path) -> None:
    make_keys()
    old = set(SigningKey.objects.values_list("key_id", flat=True))

    made = rotate_keys()

    assert [key.purpose for key in made] == ["document", "credential"]
    assert old < set(SigningKey.objects.values_list("key_id", flat=True))
    assert SigningKey.objects.filter(is_current=True).count() == 3


def test_the_roots_list_names_what_was_revoked(folder: Path) -> None:
    make_keys()
    old = current_key(Purpose.DOCUMENT)
    rotate_keys()

    assert old.key_id in command("revoke", old.key_id, "--reason", "Lost.")

    root = current_key(Purpose.ROOT)
    listed = x509.load_pem_x509_crl(root.revocations.encode())
    serial = certificate_of(old).serial_number
    assert listed.get_revoked_certificate_by_serial_number(serial) is not None
    key = certificate_of(root).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert listed.is_signature_valid(key)


def test_a_key_that_signs_now_is_not_revoked(folder: Path) -> None:
    make_keys()

    with pytest.raises(CommandError, match="rotate"):
        command("revoke", current_key(Purpose.DOCUMENT).key_id)
    with pytest.raises(CommandError, match="no such key"):
        command("revoke", "0" * 32)


def test_the_list_says_where_private_halves_are(folder: Path) -> None:
    make_keys()
    key = current_key(Purpose.CREDENTIAL)
    (folder / f"credential-{key.key_id}.pem").unlink()

    lines = command("list").splitlines()

    assert sum("private half here" in line for line in lines) == 2
    assert sum("public half only" in line for line in lines) == 1


def test_a_lost_key_is_named_with_what_to_do(folder: Path) -> None:
    make_keys()
    for file in folder.glob("document-*.pem"):
        file.unlink()

    with pytest.raises(KeyMissing, match="backup"):
        sign_pdf(plain_pdf())


def test_keys_come_from_the_environment_too(settings: Any) -> None:
    purposes = ("root", "document", "credential")
    settings.CERTIFICATE_KEYS = {one: to_pem(generate(one)).decode() for one in purposes}

    make_keys()

    assert check_pdf(sign_pdf(plain_pdf()).content).signature == Signature.INTACT
    with pytest.raises(KeyMissing, match="CERTIFICATE_DOCUMENT_KEY"):
        rotate_keys()
    settings.CERTIFICATE_KEYS |= {
        one: to_pem(generate(one)).decode() for one in ("document", "credential")
    }
    assert len(rotate_keys()) == 2


def test_a_key_of_another_kind_is_refused(settings: Any) -> None:
    pem = to_pem(generate("credential")).decode()
    settings.CERTIFICATE_KEYS = {"root": pem, "document": "no key", "credential": pem}

    with pytest.raises(KeyMissing, match="another kind"):
        key_store().spare("root", set())
    with pytest.raises(KeyMissing, match="no private key"):
        key_store().spare("document", set())


def test_a_production_without_keys_does_not_sign(settings: Any, folder: Path) -> None:
    settings.IS_DEMO = False

    found = [error.id for error in run_checks(include_deployment_checks=True)]
    assert "certificates.E001" in found
    with pytest.raises(NoKeys, match="certificate_keys make"):
        sign_pdf(plain_pdf())

    command("make")
    found = [error.id for error in run_checks(include_deployment_checks=True)]
    assert "certificates.E001" not in found


def test_keys_that_are_not_the_current_ones_do_not_pass(settings: Any, folder: Path) -> None:
    make_keys()
    settings.IS_DEMO = False
    assert signing_keys() == []

    settings.CERTIFICATE_KEYS = {"root": ""} | {
        one: to_pem(generate(one)).decode() for one in ("document", "credential")
    }
    assert "document and credential" in signing_keys()[0].msg

    settings.CERTIFICATE_KEYS = {"root": "", "document": "", "credential": ""}
    key = current_key(Purpose.CREDENTIAL)
    (folder / f"credential-{key.key_id}.pem").rename(folder / f"credential-{'0' * 32}.pem")
    assert signing_keys()[0].msg == "There is no private key to sign with: credential."


def test_without_the_database_keys_are_looked_for_all_the_same(settings: Any, folder: Path) -> None:
    settings.IS_DEMO = False

    def away(execute: Any, *words: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(away):
        assert [error.id for error in signing_keys()] == ["certificates.E001"]
    make_keys()
    with connection.execute_wrapper(away):
        assert signing_keys() == []


def test_staff_are_told_once_when_a_key_is_due(folder: Path) -> None:
    make_keys()
    assert keys_due() == []

    with time_machine.travel(timezone.now() + timedelta(days=720)):
        tell_of_ageing()
        tell_of_ageing()

        assert {key.purpose for key in keys_due()} == {"document", "credential"}
        assert Mail.objects.filter(subject__contains="signing key").count() == 2
        rotate_keys()
        assert keys_due() == []


def test_staff_are_told_of_the_root_after_eight_years(folder: Path) -> None:
    make_keys()
    with time_machine.travel(timezone.now() + timedelta(days=8 * 365 - 31)):
        assert Purpose.ROOT not in {key.purpose for key in keys_due()}

    with time_machine.travel(timezone.now() + timedelta(days=8 * 365 - 29)):
        tell_of_ageing()
        told = "".join(Mail.objects.values_list("text", flat=True))
        assert "rotate --root" in told

        command("rotate", "--root")
        assert keys_due() == []


def test_a_key_never_outlives_its_root(folder: Path) -> None:
    make_keys()
    for years in (2, 4, 6, 8):
        with time_machine.travel(timezone.now() + timedelta(days=365 * years)):
            rotate_keys()
            root, leaf = (current_key(purpose) for purpose in (Purpose.ROOT, Purpose.DOCUMENT))
            assert leaf.valid_until is not None
            assert root.valid_until is not None
            assert leaf.valid_until <= root.valid_until

    with time_machine.travel(timezone.now() + timedelta(days=365 * 11)):
        with pytest.raises(CommandError, match="rotate --root"):
            command("rotate")
        command("rotate", "--root")


def test_what_was_signed_under_an_old_root_stays_good(folder: Path, client: Client) -> None:
    old = sign_pdf(plain_pdf()).content
    command("rotate", "--root")
    new = sign_pdf(plain_pdf()).content

    for content in (old, new):
        assert check_pdf(content).signature == Signature.INTACT
    roots = x509.load_pem_x509_certificates(client.get("/verify/root.pem").content)
    assert len(roots) == 2
    certificate_of(current_key(Purpose.DOCUMENT)).verify_directly_issued_by(roots[0])


def test_a_key_that_an_old_root_certified_can_be_revoked(folder: Path) -> None:
    make_keys()
    old = current_key(Purpose.DOCUMENT)
    command("rotate", "--root")

    command("revoke", old.key_id)

    assert SigningKey.objects.get(pk=old.pk).revoked_at is not None


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0ab", bytes(range(64))])
def test_base_58_comes_back(data: bytes) -> None:
    assert from_base58(to_base58(data)) == data


@pytest.mark.parametrize("text", ["", "abc", "z0OIl", "z" + "1" * 500])
def test_what_is_no_base_58_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_base58(text)
